/** Texts as bytes outside the heap: a piece costs its UTF-8 length and is never moved by the garbage collector. */
interface ByteStore {
  /** Keeps a text and says where. */
  add(text: string): number;
  read(place: number): string;
}

const CHUNK = 256 * 1024;

function createByteStore(): ByteStore {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const chunks: Uint8Array[] = [];
  /** Where each text ends in the chunks laid end to end; the next one starts there. */
  const ends: number[] = [];
  const chunkAt = (offset: number): Uint8Array => {
    const index = Math.floor(offset / CHUNK);
    return (chunks[index] ??= new Uint8Array(CHUNK));
  };
  return {
    add(text) {
      const bytes = encoder.encode(text);
      let end = ends.at(-1) ?? 0;
      for (let done = 0; done < bytes.length;) {
        const part = bytes.subarray(done, done + CHUNK - (end % CHUNK));
        chunkAt(end).set(part, end % CHUNK);
        done += part.length;
        end += part.length;
      }
      return ends.push(end) - 1;
    },
    read(place) {
      let start = place === 0 ? 0 : (ends[place - 1] ?? 0);
      const bytes = new Uint8Array((ends[place] ?? start) - start);
      for (let done = 0; done < bytes.length;) {
        const part = chunkAt(start).subarray(start % CHUNK, (start % CHUNK) + bytes.length - done);
        bytes.set(part, done);
        done += part.length;
        start += part.length;
      }
      return decoder.decode(bytes);
    },
  };
}

/** Makes objects whose long fields cost little until they are asked for. */
export type FieldPacker<T extends object> = (value: T) => T;

/**
 * A packer for many objects of one kind, for a run: of each value it makes an equal one whose `fields` stand as JSON outside
 * the heap, whatever else it has as before. A packed field is an own enumerable property; to read one of them parses all of
 * that object's, and the last object parsed is remembered. A large backlog has tens of thousands of findings, and the heap
 * grows to twice what lives in it.
 *
 * `lean` and `full` may shorten what JSON would repeat.
 */
export function createFieldPacker<T extends object, K extends keyof T & string>(
  fields: readonly K[],
  { lean = (part) => part, full = (part) => part as Pick<T, K> }: FieldCodec<T, K> = {},
): FieldPacker<T> {
  const store = createByteStore();
  const PLACE = Symbol("place");
  let last: { place: number; part: Pick<T, K> } | undefined;
  const partAt = (place: number): Pick<T, K> => {
    if (last?.place !== place) last = { place, part: full(JSON.parse(store.read(place))) };
    return last.part;
  };
  // One getter for a field of all objects: a closure for each would cost as much as it saves.
  const getters = fields.map((field): [K, PropertyDescriptor] => [
    field,
    {
      enumerable: true,
      get(this: { [PLACE]: number }) {
        return partAt(this[PLACE])[field];
      },
    },
  ]);
  return (value) => {
    const packed: Record<string | symbol, unknown> = {};
    const part: Partial<Pick<T, K>> = {};
    for (const [field, kept] of Object.entries(value)) if (!fields.includes(field as K)) packed[field] = kept;
    for (const field of fields) if (field in value) part[field] = value[field];
    // Not enumerable: a copy of the object reads the fields and needs no place.
    Object.defineProperty(packed, PLACE, { value: store.add(JSON.stringify(lean(part as Pick<T, K>))) });
    for (const [field, getter] of getters) if (field in part) Object.defineProperty(packed, field, getter);
    return packed as T;
  };
}

interface FieldCodec<T, K extends keyof T> {
  lean?: (part: Pick<T, K>) => unknown;
  full?: (lean: unknown) => Pick<T, K>;
}
