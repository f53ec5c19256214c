/* Hangul as it is typed: initial consonants, half-typed syllables, and the wrong keyboard. Pure functions and three tables.

   A text's *strokes* are the keys that type it on the two-set keyboard (KS X 5002): 기재부 and rlwoqn both give "rlwoqn". So a name is
   found by the beginning of its strokes, whether the last syllable is complete (기재), half typed (기잽) or typed with the wrong
   keyboard (rlwo), and MSIT by ㅡㄴㅑㅅ. Shift is ignored: it tells only ㅃㅉㄸㄲㅆㅒㅖ from their plain letters. */
(function () {
  "use strict";

  /* Of the Unicode block Hangul Syllables: syllable = 0xAC00 + (initial * 21 + vowel) * 28 + final. */
  const INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
  const VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
  const FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"; // the blank: none

  /* Letters of one key each: the key of JAMO[i] is KEYS[i]. */
  const JAMO = "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ";
  const KEYS = "qwertyuiopasdfghjklzxcvbnmQWERTOP";

  /* Letters of two keys. */
  const PAIRS = {
    "ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ", "ㅟ": "ㅜㅣ", "ㅢ": "ㅡㅣ",
    "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ", "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
  };

  const keyOf = {};
  const jamoOf = {};
  const joined = {};
  Array.from(JAMO).forEach(function (letter, place) {
    keyOf[letter] = KEYS[place];
    jamoOf[KEYS[place]] = letter;
  });
  Object.keys(PAIRS).forEach(function (letter) { joined[PAIRS[letter]] = letter; });

  function isSyllable(letter) { return letter >= "가" && letter <= "힣"; }
  function isJamo(letter) { return letter >= "ㄱ" && letter <= "ㅣ"; }

  /* Lower case, without blanks, dots and brackets: how names are compared. */
  function plain(text) { return text.normalize("NFC").toLowerCase().replace(/[\s·ㆍ・.,()'’\-–]/g, ""); }

  /* 값 → ㄱ ㅏ ㅂ ㅅ: a syllable or letter as the letters that are typed one by one; anything else is itself. */
  function spelt(letter) {
    let parts = letter;
    if (isSyllable(letter)) {
      const code = letter.charCodeAt(0) - 0xac00;
      parts = INITIALS[Math.floor(code / 588)] + VOWELS[Math.floor(code / 28) % 21] + FINALS[code % 28].trim();
    }
    return Array.from(parts).map(function (part) { return PAIRS[part] || part; }).join("");
  }

  /* The keys that type a text, with Shift: 빠 → Qk. */
  function keys(text) {
    return Array.from(text).map(spelt).join("").replace(/[ㄱ-ㅣ]/g, function (letter) { return keyOf[letter] || letter; });
  }

  function strokes(text) { return keys(plain(text)).toLowerCase(); }

  function initial(letter) { return isSyllable(letter) ? INITIALS[Math.floor((letter.charCodeAt(0) - 0xac00) / 588)] : letter; }

  /* 산불 → ㅅㅂ */
  function initials(word) { return Array.from(word).map(initial).join(""); }

  /* Single letters → syllables, as an input method joins them: ㄱㅣㅈㅐㅂㅜ → 기재부. A consonant before a vowel begins a syllable. */
  function compose(letters) {
    let text = "";
    let place = 0;
    const vowel = function (at) { return at < letters.length && VOWELS.includes(letters[at]); };
    while (place < letters.length) {
      if (!INITIALS.includes(letters[place]) || !vowel(place + 1)) {
        text += letters[place++];
        continue;
      }
      const first = letters[place];
      let middle = letters[place + 1];
      let last = " ";
      place += 2;
      if (joined[middle + letters[place]]) middle = joined[middle + letters[place++]];
      if (place < letters.length && FINALS.includes(letters[place]) && !vowel(place + 1)) {
        last = letters[place++];
        if (joined[last + letters[place]] && !vowel(place + 1)) last = joined[last + letters[place++]];
      }
      text += String.fromCharCode(0xac00 + (INITIALS.indexOf(first) * 21 + VOWELS.indexOf(middle)) * 28 + FINALS.indexOf(last));
    }
    return text;
  }

  /* What would have stood there had the keyboard been switched: rlwoqn → 기재부, ㅡㄴㅑㅅ → msit; "" where that makes no word. */
  function switched(text) {
    const typed = text.trim();
    if (/[a-z]/i.test(typed) && !/[가-힣ㄱ-ㅣ]/.test(typed)) {
      const letters = Array.from(typed).map(function (key) { return jamoOf[key] || jamoOf[key.toLowerCase()] || key; });
      const hangul = compose(letters);
      return /[가-힣]/.test(hangul) && !/[ㄱ-ㅣa-z]/i.test(hangul) ? hangul : "";
    }
    if (/[ㄱ-ㅣ]/.test(typed) && !/[a-z]/i.test(typed)) {
      const latin = keys(typed).toLowerCase();
      return /[aeiouy]/.test(latin) && /^[a-z0-9\s]+$/.test(latin) ? latin : "";
    }
    return "";
  }

  /* ---- names ------------------------------------------------------------------------------------------------------- */

  /* A name as it is matched: from its beginning and from each of its words. */
  function prepared(name) {
    const words = name.split(/[\s·ㆍ・()]+/).filter(Boolean);
    return words.map(function (word, place) {
      const rest = plain(words.slice(place).join(""));
      return { letters: Array.from(rest), strokes: strokes(rest), whole: place === 0 };
    });
  }

  /* Whether 기ㅈㅂ or ㄱㅈㅂ begins 기재부: a consonant that stands alone stands for any syllable that begins with it. */
  function beginsWith(letters, typed) {
    return typed.length <= letters.length && typed.every(function (letter, place) {
      return letter === letters[place] || (isJamo(letter) && isSyllable(letters[place]) && initial(letters[place]) === letter);
    });
  }

  /* 0 where it does not match, else more for what matches better; `typed` is made by `query`. */
  function score(name, typed) {
    let best = 0;
    name.forEach(function (from) {
      const worth = from.whole ? 40 : 0;
      if (from.strokes === typed.strokes) best = Math.max(best, worth + 50);
      else if (typed.strokes.length > 1 && from.strokes.startsWith(typed.strokes)) best = Math.max(best, worth + 30);
      else if (typed.letters.length > 1 && beginsWith(from.letters, typed.letters)) best = Math.max(best, worth + (from.letters.length === typed.letters.length ? 25 : 20));
      else if (from.whole && typed.letters.length > 1 && from.letters.join("").includes(typed.letters.join(""))) best = Math.max(best, 10);
    });
    return best;
  }

  /* Typed compounds are taken apart: ㄱ and ㅅ one after the other may have become ㄳ. */
  function query(text) {
    const letters = Array.from(plain(text)).map(function (letter) { return isJamo(letter) ? spelt(letter) : letter; }).join("");
    return { letters: Array.from(letters), strokes: strokes(text) };
  }

  /* The fewest letters to change, add or leave out between two stroke strings (Levenshtein). */
  function distance(one, other) {
    let row = Array.from({ length: other.length + 1 }, function (_, place) { return place; });
    for (let i = 1; i <= one.length; i++) {
      const next = [i];
      for (let j = 1; j <= other.length; j++) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      }
      row = next;
    }
    return row[other.length];
  }

  window.BriefingsLetters = { keys: keys, strokes: strokes, switched: switched, initials: initials, prepared: prepared, query: query, score: score, distance: distance };
})();
