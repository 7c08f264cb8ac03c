/** Where something is, said once: many places are called after their street, their town or the lab in them. */
interface Place {
  name: string;
  address: string;
  municipality: { name: string } | null;
}

/** Say a place by its name, address and town, without what `known` (the lab's name, say) has told already. */
export function sayPlace(place: Place | null, known = ""): string {
  if (!place) return "";
  const name = place.name === known || holds(place.address, place.name) ? "" : place.name;
  const town = place.municipality?.name ?? "";
  const said = [name, place.address].filter(Boolean);
  return [...said, holds(`${known} ${said.join(" ")}`, town) ? "" : town].filter(Boolean).join(", ");
}

function holds(text: string, part: string): boolean {
  return text.toLocaleLowerCase("it").includes(part.toLocaleLowerCase("it"));
}
