//! Which pieces of evidence are one origin: five papers that print one wire report are one.
//!
//! Pieces are linked by what was declared (equal origins, descent) and by what was found in their
//! texts; the groups of linked pieces, chains included, are the origins. pincite may so count too
//! few origins, never too many.

use std::collections::{BTreeMap, HashMap};

use super::{Link, LinkReason, OriginGroup, Side};
use crate::source::{SourceRef, Sources};
use crate::text::fold;

/// A counting piece of evidence, as independence sees it.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'a> {
    /// Its index in the claim's evidence.
    pub index: usize,
    /// For or against; only pieces of one side are linked.
    pub side: Side,
    /// Whom the information comes from.
    pub origin: &'a str,
    /// The piece itself says so, not its part or source: the writer has told it from others.
    pub own_origin: bool,
    /// Where it stands.
    pub at: SourceRef,
}

/// The origins behind `pieces`, each side by itself, in the order of their first piece.
///
/// `found` are links between pieces that were found in their texts; those between two pieces with
/// an origin of their own are passed over.
pub fn origins(pieces: &[Piece<'_>], descent: &Descent, found: &[Link]) -> Vec<OriginGroup> {
    let mut groups = Vec::new();
    for side in [Side::Supports, Side::Contradicts] {
        let mut pieces: Vec<_> = pieces
            .iter()
            .filter(|piece| piece.side == side)
            .copied()
            .collect();
        pieces.sort_by_key(|piece| piece.index);
        groups.extend(of_side(&pieces, descent, found));
    }
    groups.sort_by_key(|group: &OriginGroup| group.evidence[0]);
    groups
}

fn of_side(pieces: &[Piece<'_>], descent: &Descent, found: &[Link]) -> Vec<OriginGroup> {
    let mut joined = Joined::new(pieces);
    joined.by_origin();
    if pieces.len() > 1 && pieces.iter().any(|piece| !piece.own_origin) {
        joined.by_descent(descent);
    }
    joined.by_found(found);
    joined.groups()
}

/// Pieces of one side and the links between them: a union-find that keeps the reason of each union.
struct Joined<'a> {
    pieces: &'a [Piece<'a>],
    parent: Vec<usize>,
    links: Vec<Link>,
}

impl<'a> Joined<'a> {
    fn new(pieces: &'a [Piece<'a>]) -> Self {
        Self {
            pieces,
            parent: (0..pieces.len()).collect(),
            links: Vec::new(),
        }
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    /// Makes two pieces one origin. A link between pieces that are one already says nothing new.
    fn join(
        &mut self,
        a: usize,
        b: usize,
        reason: LinkReason,
        text: impl FnOnce() -> Option<String>,
    ) {
        let (one, other) = (self.root(a), self.root(b));
        if one == other {
            return;
        }
        self.parent[one.max(other)] = one.min(other);
        let (a, b) = (self.pieces[a.min(b)].index, self.pieces[a.max(b)].index);
        self.links.push(Link {
            a,
            b,
            reason,
            text: text(),
        });
    }

    fn by_origin(&mut self) {
        let mut first = HashMap::new();
        for (at, piece) in self.pieces.iter().enumerate() {
            let earlier = *first.entry(origin_key(piece.origin)).or_insert(at);
            self.join(earlier, at, LinkReason::SameOrigin, || {
                Some(piece.origin.to_owned())
            });
        }
    }

    /// Walks from each piece to all it descends from. Where two walks meet, the pieces are linked.
    fn by_descent(&mut self, descent: &Descent) {
        let mut meetings = Meetings {
            descent,
            owner: HashMap::new(),
            memo: HashMap::new(),
        };
        let (own, others): (Vec<_>, Vec<_>) =
            (0..self.pieces.len()).partition(|&at| self.pieces[at].own_origin);
        for at in others {
            for (other, node) in meetings.enter(at, Node::of(self.pieces[at].at)) {
                self.join_at(other, at, node, descent);
            }
        }
        // Pieces with an origin of their own are linked to others, never to one another.
        for at in own {
            for (other, node) in meetings.visit(Node::of(self.pieces[at].at)) {
                self.join_at(other, at, node, descent);
            }
        }
    }

    fn join_at(&mut self, a: usize, b: usize, node: Node, descent: &Descent) {
        let (one, other) = (Node::of(self.pieces[a].at), Node::of(self.pieces[b].at));
        let reason = match (node.holds(one), node.holds(other)) {
            // Both stand in one article, whatever origin one of them gives.
            (true, true) => LinkReason::SameOrigin,
            (true, false) | (false, true) => LinkReason::Descends,
            (false, false) => LinkReason::CommonAncestor,
        };
        self.join(a, b, reason, || descent.name(node));
    }

    /// Pieces with an origin of their own are never linked here to one another.
    fn by_found(&mut self, found: &[Link]) {
        if found.is_empty() {
            return;
        }
        let at: HashMap<_, _> = self
            .pieces
            .iter()
            .enumerate()
            .map(|(at, piece)| (piece.index, at))
            .collect();
        for link in found {
            let (Some(&a), Some(&b)) = (at.get(&link.a), at.get(&link.b)) else {
                continue;
            };
            if !(self.pieces[a].own_origin && self.pieces[b].own_origin) {
                self.join(a, b, link.reason, || link.text.clone());
            }
        }
    }

    fn groups(mut self) -> Vec<OriginGroup> {
        let mut groups: BTreeMap<usize, OriginGroup> = BTreeMap::new();
        for (at, piece) in self.pieces.iter().enumerate() {
            let root = self.root(at);
            let group = groups.entry(root).or_insert_with(|| OriginGroup {
                name: piece.origin.to_owned(),
                side: piece.side,
                evidence: Vec::new(),
                links: Vec::new(),
            });
            group.evidence.push(piece.index);
        }
        let at: HashMap<_, _> = self
            .pieces
            .iter()
            .enumerate()
            .map(|(at, piece)| (piece.index, at))
            .collect();
        for link in std::mem::take(&mut self.links) {
            let root = self.root(at[&link.a]);
            groups
                .entry(root)
                .and_modify(|group| group.links.push(link));
        }
        let mut groups: Vec<_> = groups.into_values().collect();
        for group in &mut groups {
            group.links.sort_by_key(|link| (link.a, link.b));
        }
        groups
    }
}

pub(super) fn origin_key(origin: &str) -> String {
    let key = fold::key(origin);
    if key.is_empty() {
        origin.to_owned()
    } else {
        key
    }
}

/// Who was where on the walks of one claim's pieces.
struct Meetings<'d> {
    descent: &'d Descent,
    /// The first piece that came by. All above was walked by it too, so that a later walk may stop.
    owner: HashMap<Node, usize>,
    /// Whom a visitor from here meets.
    memo: HashMap<Node, Vec<(usize, Node)>>,
}

impl Meetings<'_> {
    /// Walks up from `start`, leaves a mark, and says whose marks were met.
    fn enter(&mut self, piece: usize, start: Node) -> Vec<(usize, Node)> {
        let mut met = Vec::new();
        let mut open = vec![start];
        while let Some(node) = open.pop() {
            match self.owner.get(&node) {
                Some(&owner) if owner == piece => {}
                Some(&owner) => met.push((owner, node)),
                None => {
                    self.owner.insert(node, piece);
                    self.descent.above(node, &mut open);
                }
            }
        }
        met
    }

    /// Walks up from `start` without a mark.
    fn visit(&mut self, start: Node) -> Vec<(usize, Node)> {
        if let Some(met) = self.memo.get(&start) {
            return met.clone();
        }
        let mut met = Vec::new();
        let mut seen = std::collections::HashSet::from([start]);
        let mut open = vec![start];
        let mut above = Vec::new();
        while let Some(node) = open.pop() {
            if let Some(&owner) = self.owner.get(&node) {
                met.push((owner, node));
                continue;
            }
            self.descent.above(node, &mut above);
            open.extend(above.drain(..).filter(|node| seen.insert(*node)));
        }
        self.memo.insert(start, met.clone());
        met
    }
}

/// Something that can be descended from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Node {
    /// A file with all its parts: what `derived-from = ["blog"]` means.
    Whole(usize),
    /// The text of a file outside its parts.
    Rest(usize),
    /// One part of a file.
    Part(usize, usize),
}

impl Node {
    fn of(at: SourceRef) -> Self {
        match at.part {
            Some(part) => Self::Part(at.source, part),
            None => Self::Rest(at.source),
        }
    }

    /// Whether a piece that stands at `place` stands in this.
    fn holds(self, place: Self) -> bool {
        match (self, place) {
            (Self::Whole(file), Self::Rest(other) | Self::Part(other, _)) => file == other,
            _ => self == place,
        }
    }
}

/// What the catalogues say of descent.
#[derive(Clone, Debug, Default)]
pub struct Descent {
    above: HashMap<Node, Vec<Node>>,
    /// The number of parts and the id of each source, then of each of its parts.
    names: Vec<(String, Vec<String>)>,
}

impl Descent {
    /// Reads `derived-from` of all sources and parts. A name that resolves to nothing is passed
    /// over: the catalogue's problems speak of it.
    pub fn new(sources: &Sources) -> Self {
        let mut above: HashMap<Node, Vec<Node>> = HashMap::new();
        for (at, source) in sources.list.iter().enumerate() {
            let places = std::iter::once((Node::Whole(at), &source.details)).chain(
                source
                    .parts
                    .iter()
                    .enumerate()
                    .map(|(part, it)| (Node::Part(at, part), &it.details)),
            );
            for (place, details) in places {
                let named = details
                    .derived_from
                    .iter()
                    .filter_map(|name| sources.resolve(&name.value).ok());
                let named: Vec<_> = named
                    .map(|target| match target.part {
                        Some(_) => Node::of(target),
                        None => Node::Whole(target.source),
                    })
                    .collect();
                if !named.is_empty() {
                    above.insert(place, named);
                }
            }
        }
        let names = sources
            .list
            .iter()
            .map(|source| {
                (
                    source.id.clone(),
                    source.parts.iter().map(|part| part.id.clone()).collect(),
                )
            })
            .collect();
        Self { above, names }
    }

    /// Adds to `out` what `node` descends from directly, and for a whole file what is in it: a
    /// rewrite of the file may be a rewrite of any part.
    fn above(&self, node: Node, out: &mut Vec<Node>) {
        out.extend(self.above.get(&node).into_iter().flatten());
        match node {
            Node::Whole(file) => {
                out.push(Node::Rest(file));
                let parts = self.names.get(file).map_or(0, |(_, parts)| parts.len());
                out.extend((0..parts).map(|part| Node::Part(file, part)));
            }
            Node::Rest(file) | Node::Part(file, _) => {
                out.extend(self.above.get(&Node::Whole(file)).into_iter().flatten());
            }
        }
    }

    fn name(&self, node: Node) -> Option<String> {
        match node {
            Node::Whole(file) | Node::Rest(file) => self.names.get(file).map(|(id, _)| id.clone()),
            Node::Part(file, part) => self
                .names
                .get(file)
                .and_then(|(id, parts)| Some(format!("{id}#{}", parts.get(part)?))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Details, Part, Source};
    use crate::text::{Located, Span};

    /// Four files; 0 has two parts, 1 descends from 0, 2 from the first part of 0, 3 from nothing.
    fn descent() -> Descent {
        let above = [
            (Node::Whole(1), vec![Node::Whole(0)]),
            (Node::Whole(2), vec![Node::Part(0, 0)]),
        ];
        let names = ["blog", "copy", "rewrite", "paper"].map(|id| (id.to_owned(), Vec::new()));
        let mut names = names.to_vec();
        names[0].1 = vec!["may".to_owned(), "june".to_owned()];
        Descent {
            above: above.into(),
            names,
        }
    }

    /// What it shows, the pieces, the groups.
    type Row<'a> = (&'a str, Vec<Piece<'a>>, &'a [&'a [usize]]);

    fn piece(index: usize, origin: &str, source: usize, part: Option<usize>) -> Piece<'_> {
        let at = SourceRef { source, part };
        Piece {
            index,
            side: Side::Supports,
            origin,
            own_origin: false,
            at,
        }
    }

    fn own(piece: Piece<'_>) -> Piece<'_> {
        Piece {
            own_origin: true,
            ..piece
        }
    }

    #[test]
    fn groups() {
        let may = |index| piece(index, "Reuters", 0, Some(0));
        let june = |index| piece(index, "AFP", 0, Some(1));
        let copy = |index| piece(index, "Copy", 1, None);
        let rewrite = |index| piece(index, "Rewrite", 2, None);
        let paper = |index| piece(index, "Paper", 3, None);
        let against = |piece| Piece {
            side: Side::Contradicts,
            ..piece
        };
        let rows: [Row<'_>; 12] = [
            ("nothing", vec![], &[]),
            ("two origins", vec![copy(0), paper(1)], &[&[0], &[1]]),
            (
                "one origin, written otherwise",
                vec![piece(0, "REUTERS", 3, None), may(1)],
                &[&[0, 1]],
            ),
            (
                "two parts of one file",
                vec![may(0), june(1)],
                &[&[0], &[1]],
            ),
            (
                "a copy of the whole file",
                vec![june(0), copy(1)],
                &[&[0, 1]],
            ),
            (
                "a rewrite of the other part",
                vec![june(0), rewrite(1)],
                &[&[0], &[1]],
            ),
            (
                "a rewrite of this part",
                vec![may(0), rewrite(1)],
                &[&[0, 1]],
            ),
            ("one ancestor", vec![copy(0), rewrite(1)], &[&[0, 1]]),
            ("a chain", vec![june(0), rewrite(1), copy(2)], &[&[0, 1, 2]]),
            (
                "both say whose it is",
                vec![own(copy(0)), own(rewrite(1))],
                &[&[0], &[1]],
            ),
            (
                "one says whose it is",
                vec![own(copy(0)), rewrite(1)],
                &[&[0, 1]],
            ),
            (
                "for and against",
                vec![may(0), against(may(1))],
                &[&[0], &[1]],
            ),
        ];
        for (name, mut pieces, expected) in rows {
            for turn in ["as written", "turned round"] {
                let groups = origins(&pieces, &descent(), &[]);
                let groups: Vec<_> = groups
                    .iter()
                    .map(|group| group.evidence.as_slice())
                    .collect();
                assert_eq!(groups, expected, "{name}, {turn}");
                pieces.reverse();
            }
        }
    }

    #[test]
    fn links_say_why() {
        let pieces = [
            piece(0, "Reuters", 0, Some(0)),
            piece(1, "Rewrite", 2, None),
        ];
        let groups = origins(&pieces, &descent(), &[]);
        let text = Some("blog#may".to_owned());
        assert_eq!(
            groups[0].links,
            [Link {
                a: 0,
                b: 1,
                reason: LinkReason::Descends,
                text
            }]
        );
    }

    #[test]
    fn what_the_texts_show_links_too() {
        let link = Link {
            a: 0,
            b: 1,
            reason: LinkReason::SharedText,
            text: None,
        };
        let pieces = [piece(0, "Copy", 1, None), piece(1, "Paper", 3, None)];
        assert_eq!(
            origins(&pieces, &descent(), std::slice::from_ref(&link)).len(),
            1
        );
        assert_eq!(origins(&pieces.map(own), &descent(), &[link]).len(), 2);
    }

    #[test]
    fn thousands_of_pieces() {
        let names: Vec<_> = (0..20_000)
            .map(|number| format!("origin {}", number / 2))
            .collect();
        let pieces: Vec<_> = names
            .iter()
            .enumerate()
            .map(|(at, name)| piece(at, name, 4 + at, None))
            .collect();
        assert_eq!(origins(&pieces, &descent(), &[]).len(), 10_000);
    }

    #[test]
    fn descent_comes_from_the_catalogue() {
        let details = |derived: &[&str]| Details {
            derived_from: derived
                .iter()
                .map(|name| Located::new((*name).to_owned(), Span::default()))
                .collect(),
            ..Details::default()
        };
        let part = |id: &str, derived: &[&str]| Part {
            id: id.to_owned(),
            starts: Located::default(),
            ends: None,
            after: None,
            details: details(derived),
            span: Span::default(),
        };
        let source = Source {
            id: "a".to_owned(),
            file: "seeds/a.txt".to_owned(),
            path: "seeds/a.txt".into(),
            encoding: None,
            sha256: None,
            details: details(&["nothing of that name"]),
            parts: vec![part("x", &[])],
            entry: None,
        };
        let mut sources = Sources::default();
        sources.list.push(source);
        let descent = Descent::new(&sources);
        assert!(descent.above.is_empty());
        assert_eq!(descent.name(Node::Part(0, 0)).as_deref(), Some("a#x"));
    }
}
