"""The text index: which requests have a term, and the order of terms in each request."""

from collections.abc import Iterator
from typing import Any

from BTrees.IFBTree import IFSet, multiunion
from BTrees.IOBTree import IOBTree
from persistent import Persistent
from repoze.catalog.indexes.common import CatalogIndex
from repoze.catalog.interfaces import ICatalogIndex
from zope.index.text.widcode import decode, encode
from zope.interface import implementer

from serres_requests.catalog.analysis import is_stop_word, words_of
from serres_requests.catalog.lexicon import ForgetfulLexicon, Lexicon
from serres_requests.catalog.sets import TermDocuments, TermMap, pack, unpack

MOST_INLINE = 12
"""Terms of so few documents, by far the most of them, have no record of their own."""

_BREAK = 0
"""Stands between lines, so that no phrase goes from one answer to the next."""


class Postings(Persistent):
    """Terms of documents, under the names that repoze.catalog gives to what is below its indexes."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget all."""
        self.lexicon = Lexicon()
        self._terms = TermMap()
        self._documents = IOBTree()

    @property
    def is_packed(self) -> bool:
        """Tell whether the documents of terms lie as this class keeps them, and not as in older databases."""
        return isinstance(self._terms, TermMap)

    def index_doc(self, document_id: int, text: str) -> None:
        """Keep the terms of `text`, in place of what `document_id` had."""
        sequence = self._sequence(text)
        code = encode(sequence)
        known = self._documents.get(document_id)
        if known == code:
            return
        before, after = _terms_in(known or ""), set(sequence) - {_BREAK}
        for number in before - after:
            self._remove(number, document_id)
        for number in after - before:
            self._insert(number, document_id)
        self._documents[document_id] = code

    def unindex_doc(self, document_id: int) -> None:
        """Forget a document; one that is not known is nothing to forget."""
        code = self._documents.pop(document_id, "")
        for number in _terms_in(code):
            self._remove(number, document_id)

    def __contains__(self, document_id: int) -> bool:
        return document_id in self._documents

    def __iter__(self) -> Iterator[int]:
        """Go through the ids of all documents, newest first."""
        return iter(self._documents)

    def documents(self, number: int) -> tuple[Any, ...]:
        """Return the sets of the documents that have the term `number`, each document in one of them."""
        ids = self._terms.get(number, b"")
        return (IFSet(unpack(ids)),) if isinstance(ids, bytes) else ids.sets

    def has_phrase(self, document_id: int, code: str) -> bool:
        """Tell whether the terms encoded in `code` stand together in the document."""
        text: str = self._documents.get(document_id, "")
        place = text.find(code)
        while place >= 0:
            end = place + len(code)
            if text[end : end + 1] >= "\x80" or end == len(text):  # the last term ends here
                return True
            place = text.find(code, place + 1)
        return False

    def sequence(self, document_id: int) -> list[int]:
        """Return the numbers of the document's terms in their order, with 0 between its lines."""
        return list(decode(self._documents[document_id]))

    def is_up_to_date(self, document_id: int, text: str) -> bool:
        """Tell whether the document is known by just this text, there and back; nothing is learnt."""
        numbers = self._numbers(text, self.lexicon.number)
        same = self._documents.get(document_id) == encode(numbers)
        return same and all(self._has(number, document_id) for number in set(numbers) - {_BREAK})

    def _has(self, number: int, document_id: int) -> bool:
        ids = self._terms.get(number, b"")
        return document_id in (unpack(ids) if isinstance(ids, bytes) else ids)

    def _sequence(self, text: str) -> list[int]:
        return self._numbers(text, self.lexicon.learn)

    def _numbers(self, text: str, number_of: Any) -> list[int]:
        sequence: list[int] = []
        for line in text.split("\n"):
            if sequence:
                sequence.append(_BREAK)
            sequence.extend(number_of(word) for word in words_of(line) if not is_stop_word(word))
        return sequence

    def _insert(self, number: int, document_id: int) -> None:
        ids = self._terms.get(number, b"")
        if not isinstance(ids, bytes):
            ids.insert(document_id)
            return
        every = (document_id, *unpack(ids))
        self._terms[number] = pack(every) if len(every) <= MOST_INLINE else TermDocuments(every)

    def _remove(self, number: int, document_id: int) -> None:
        ids = self._terms[number]
        if not isinstance(ids, bytes):
            ids.remove(document_id)
        elif rest := pack(one for one in unpack(ids) if one != document_id):
            self._terms[number] = rest
        else:
            del self._terms[number]


class PostingsOfSome(Postings):
    """Postings that know nothing of documents without a text, and no word longer than a document has it."""

    def clear(self) -> None:
        """Forget all."""
        super().clear()
        self.lexicon: ForgetfulLexicon = ForgetfulLexicon()

    def index_doc(self, document_id: int, text: str) -> None:
        """Keep the terms of `text`, in place of what `document_id` had; without a text nothing."""
        if text:
            super().index_doc(document_id, text)
        else:
            Postings.unindex_doc(self, document_id)

    def is_up_to_date(self, document_id: int, text: str) -> bool:
        """Tell whether the document is known by just this text, there and back, or not at all without one."""
        return super().is_up_to_date(document_id, text) if text else document_id not in self

    def _remove(self, number: int, document_id: int) -> None:
        super()._remove(number, document_id)
        if not any(self.documents(number)):
            self._terms.pop(number, None)
            self.lexicon.forget(number)


@implementer(ICatalogIndex)
class GreekTextIndex(CatalogIndex, Postings):
    """An index of Greek text for repoze.catalog. `domain.texts.fold` and Snowball make its terms."""

    def __init__(self, discriminator: str) -> None:
        CatalogIndex.__init__(self, discriminator)
        Postings.__init__(self)

    def reindex_doc(self, document_id: int, document: Any) -> None:
        """Touch what has changed alone: a request that moves keeps its words."""
        self.index_doc(document_id, document)

    def apply(self, words: str) -> Any:
        """Return the set of documents that have any of `words`, as repoze.catalog's own queries want it."""
        numbers = {number for word in words_of(words) for number in self.lexicon.numbers(word)}
        return multiunion([documents for number in numbers for documents in self.documents(number)])

    def _indexed(self) -> list[int]:
        return list(self._documents)


class StaffTextIndex(GreekTextIndex, PostingsOfSome):
    """An index of what staff alone search in, with a lexicon of its own: the public one knows nothing of it."""


def _terms_in(code: str) -> set[int]:
    return set(decode(code)) - {_BREAK}
