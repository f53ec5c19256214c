/* What a reader may have meant who wrote what no text holds: the wrong keyboard, initial consonants, a slip. Pure; `words` are those of the
   titles, the commonest first. */
(function (search) {
  "use strict";

  const INITIALS = /(^|\s)([ㄱ-ㅎ]{2,})(?=\s|$)/g;
  const SLIPS = [0, 0, 1, 1, 2]; // strokes that may differ in a word of so many syllables; more in longer ones as in the last
  const FEWEST = 2; // syllables of a word that is guessed at

  function hasInitials(text) {
    return text.search(INITIALS) >= 0;
  }

  /** ㅈㄹㅇㅍㄹㅇㅈ → 조류인플루엔자: the commonest word with these initial consonants; what has none stays. */
  function fromInitials(text, words) {
    const letters = window.BriefingsLetters;
    return text.replace(INITIALS, function (all, before, typed) {
      const found = words.find(function (word) { return word.length === typed.length && letters.initials(word) === typed; });
      return found ? before + found : all;
    });
  }

  /** The word that is the fewest strokes away, of as many syllables; "" where none is near. */
  function nearest(word, words) {
    const letters = window.BriefingsLetters;
    const most = SLIPS[Math.min(word.length, SLIPS.length - 1)];
    const typed = letters.strokes(word);
    let best = "";
    let least = most + 1;
    for (const other of words) {
      if (other.length !== word.length || other === word || !shares(word, other)) continue;
      const distance = letters.distance(letters.strokes(other), typed);
      if (distance < least) {
        least = distance;
        best = other;
        if (distance === 0) break;
      }
    }
    return best;
  }

  /** A slip leaves all syllables but one, of long words but two, as they are. */
  function shares(word, other) {
    let different = 0;
    for (let at = 0; at < word.length; at += 1) if (word[at] !== other[at]) different += 1;
    return different <= (word.length > 3 ? 2 : 1);
  }

  /** For a word that no text holds what may have been meant; "" where there is nothing near. */
  function forWord(word, words) {
    const switched = window.BriefingsLetters.switched(word);
    if (switched) return switched;
    return search.terms.isHangul(word) && word.length >= FEWEST ? nearest(word, words) : "";
  }

  search.guess = { hasInitials: hasInitials, fromInitials: fromInitials, forWord: forWord };
})(window.BriefingsSearch = window.BriefingsSearch || {});
