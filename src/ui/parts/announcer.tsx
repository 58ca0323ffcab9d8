import React, { createContext, useCallback, useContext, useState, type ReactNode } from "react";

const Announce = createContext<(text: string) => void>(() => undefined);

/** A live region for the whole page: says to screen readers what everybody else sees change. */
export function Announcer({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState({ text: "", turn: 0 });
  const announce = useCallback((text: string) => setSaid(({ turn }) => ({ text, turn: turn + 1 })), []);
  return (
    <Announce.Provider value={announce}>
      {children}
      <div role="status" className="visually-hidden">
        {/* A new element each time: the same sentence twice is said twice. */}
        <span key={said.turn}>{said.text}</span>
      </div>
    </Announce.Provider>
  );
}

/** `announce("12 findings")`: politely, after what is being read. */
export const useAnnounce = (): ((text: string) => void) => useContext(Announce);
