/* The files of the index: plain scripts, each with one call of BriefingsSearch.add; and the numbers in them, as coding.py writes them. */
(function (search) {
  "use strict";

  const received = new Map(); // script element → what it brought

  function add(payload) {
    received.set(document.currentScript, payload);
  }

  /** What a file of the index holds. A server's files are fetched, which takes two thirds of a script's time; a disk's can only be scripts. */
  function loadFile(address) {
    return location.protocol === "file:" ? loadScript(address) : fetchScript(address).catch(function () { return loadScript(address); });
  }

  /** The one argument of the one call in a script: layout.py's `script`. */
  async function fetchScript(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error("Cannot be loaded: " + address);
    const text = await answer.text();
    return JSON.parse(text.slice(text.indexOf("(") + 1, text.lastIndexOf(")")));
  }

  function loadScript(address) {
    return new Promise(function (resolve, reject) {
      const script = document.createElement("script");
      script.charset = "utf-8";
      script.async = true;
      script.src = address;
      script.onload = function () {
        const payload = received.get(script);
        received.delete(script);
        script.remove();
        if (payload === undefined) reject(new Error("No file of the search index: " + address));
        else resolve(payload);
      };
      script.onerror = function () {
        script.remove();
        reject(new Error("Cannot be loaded: " + address));
      };
      document.head.appendChild(script);
    });
  }

  // ------------------------------------------------------------------------------------------------------- numbers as written
  const LAST = 60;
  const MORE = 31;
  const VALUES = new Uint8Array(128);
  for (let code = 35, value = 0; code < 127; code += 1) {
    if (code !== 92) VALUES[code] = value++;
  }

  function decode(text) {
    const numbers = [];
    let number = 0;
    for (let at = 0; at < text.length; at += 1) {
      const value = VALUES[text.charCodeAt(at)];
      if (value >= LAST) number = number * MORE + value - LAST;
      else {
        numbers.push(number * LAST + value);
        number = 0;
      }
    }
    return numbers;
  }

  /** Document numbers of a term, rising; how often it stands in each, and whether in the title: postings.py's `postings_of`. */
  function decodePostings(text) {
    const documents = new Uint32Array(text.length);
    const frequencies = new Uint16Array(text.length).fill(1);
    const titles = new Uint8Array(text.length);
    let count = 0;
    let document = -1;
    let number = 0;
    let frequent = false; // whether the next number is the posting of the last document
    for (let at = 0; at < text.length; at += 1) {
      const value = VALUES[text.charCodeAt(at)];
      if (value >= LAST) {
        number = number * MORE + value - LAST;
        continue;
      }
      number = number * LAST + value;
      if (frequent) {
        const posting = number + 2;
        titles[count - 1] = posting & 1;
        frequencies[count - 1] = Math.min(posting & 1 ? (posting + 3) / 2 : posting / 2 + 1, 65535);
        frequent = false;
      } else {
        document += (number >> 1) + 1;
        frequent = (number & 1) === 1;
        documents[count++] = document;
      }
      number = 0;
    }
    return { documents: documents.subarray(0, count), frequencies: frequencies.subarray(0, count), titles: titles.subarray(0, count) };
  }

  /** Lists of numbers, each with its length before it, one after another: places from `starts[n]` to `starts[n + 1]`. */
  function decodeLists(text, count) {
    const numbers = decode(text);
    const starts = new Uint32Array(count + 1);
    const members = [];
    for (let at = 0, n = 0; n < count; n += 1) {
      const length = numbers[at++];
      for (let i = 0; i < length; i += 1) members.push(numbers[at++]);
      starts[n + 1] = members.length;
    }
    return { starts: starts, members: Uint16Array.from(members) };
  }

  search.add = add;
  search.files = { load: loadFile, decode: decode, decodePostings: decodePostings, decodeLists: decodeLists };
})(window.BriefingsSearch = window.BriefingsSearch || {});
