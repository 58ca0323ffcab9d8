import { describe, expect, test } from "vitest";
import { createFieldPacker } from "#core/pack-fields";

interface Note {
  id: string;
  text: string;
  tags?: readonly string[];
}

const packNote = () => createFieldPacker<Note, "text" | "tags">(["text", "tags"]);

describe("an object with packed fields", () => {
  test("equals the one it was made of, whoever reads it", () => {
    const pack = packNote();
    const note: Note = { id: "a", text: "Preisstrategie für Zürich 🚀", tags: ["x", "y"] };
    const packed = pack(note);
    expect(packed).toEqual(note);
    expect(JSON.parse(JSON.stringify(packed))).toEqual(note);
    expect(structuredClone(packed)).toEqual(note);
    expect({ ...packed, id: "b" }).toEqual({ ...note, id: "b" });
  });

  test("has no field that the value had not", () => {
    expect("tags" in packNote()({ id: "a", text: "one" })).toBe(false);
  });

  test("holds the texts of many, of none and of one longer than any piece of memory, in any order of reading", () => {
    const pack = packNote();
    const notes = [
      ...Array.from({ length: 2_000 }, (_, i): Note => ({ id: String(i), text: "é".repeat(i % 700) + String(i) })),
      { id: "long", text: "œ".repeat(400_000) },
      { id: "none", text: "" },
      { id: "last", text: "after" },
    ];
    const packed = notes.map(pack);
    for (const [index, note] of [...notes.entries()].reverse())
      if (packed[index]?.text !== note.text) throw new Error(`${note.id} is another text`);
    expect(packed.at(-1)).toEqual({ id: "last", text: "after" });
  });

  test("may be kept shorter than JSON would", () => {
    const seen: unknown[] = [];
    const pack = createFieldPacker<Note, "text">(["text"], {
      lean: ({ text }) => text.length,
      full(lean) {
        seen.push(lean);
        return { text: "x".repeat(lean as number) };
      },
    });
    expect(pack({ id: "a", text: "xxx" }).text).toBe("xxx");
    expect(seen).toEqual([3]);
  });
});
