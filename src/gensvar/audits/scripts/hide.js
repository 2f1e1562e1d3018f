// Takes what names a person out of the page before its picture is taken; `staff` and `roles`: patterns of mailboxes.py.
({ staff, roles }) => {
  const own = [...document.body.innerText.matchAll(/[\wåäöé.-]+@[\w-]+\.[\w.-]+/gi)].map(one => one[0]);
  const persons = own.filter(one => new RegExp(staff, "i").test(one) && !new RegExp(roles, "i").test(one.split("@")[0]));
  const names = persons.map(one => new RegExp(one.split("@")[0].replace(/\d+$/, "").split(/[._-]/).join("\\s+"), "gi"));
  const short = word => word[0] + "***";
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let one; (one = walker.nextNode());) {
    let said = one.data.replace(/((?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[-+ ]?)\d{4}(?!\d)/g, "$1****");
    for (const person of persons) said = said.split(person).join(short(person) + "@" + person.split("@")[1]);
    for (const name of names) said = said.replace(name, found => found.split(/\s+/).map(short).join(" "));
    if (said !== one.data) one.data = said;
  }
}
