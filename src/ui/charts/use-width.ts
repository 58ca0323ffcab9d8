import { useEffect, useState, type RefCallback } from "react";

/** Width of an element in px as it is now; 0 before it is drawn. Charts draw to it, so that their text keeps its size. */
export function useWidth(): [number, RefCallback<Element>] {
  const [element, setElement] = useState<Element | null>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return [width, setElement];
}
