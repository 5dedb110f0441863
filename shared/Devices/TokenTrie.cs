namespace OneLink.Shared.Devices;

/// <summary>The tokens of all tables as two tries, with the links from each node to its longest proper suffix.</summary>
/// <remarks>
/// Most tokens count at the start of a word only, and testing that at each match would cost more than the automaton itself. So
/// there is one trie of the tokens that may stand anywhere, entered within a word, and one of all tokens, entered behind a byte
/// that is no letter or digit. A node's suffix is looked for in the one or the other by the byte in front of it, and a match at
/// a word's start is right by construction.
/// </remarks>
internal sealed class TokenTrie
{
    /// <summary>Root of the tokens that may stand anywhere.</summary>
    public const ushort WithinWord = 0;

    /// <summary>Root of all tokens.</summary>
    public const ushort AtWordStart = 1;

    private readonly TokenAlphabet _alphabet;
    private readonly TokenRule[] _rules;

    // A node's children are a list: dense rows for every node would be touched once, at start-up, and cost megabytes.
    private readonly ushort[] _firstChild;
    private readonly ushort[] _nextSibling;
    private readonly byte[] _symbol;
    private readonly ushort[] _suffix;

    // Rules that end at a node, as lists too; numbers from 1, 0 is none.
    private readonly ushort[] _firstRule;
    private readonly ushort[] _nextRule;

    /// <summary>Nearest suffix at which a rule ends; 0 is none.</summary>
    private readonly ushort[] _endingSuffix;
    private readonly ushort[] _byDepth;
    private int _count = AtWordStart + 1;

    public TokenTrie(TokenRule[] rules, TokenAlphabet alphabet)
    {
        _alphabet = alphabet;
        _rules = rules;
        var bound = _count + rules.Sum(static rule => rule.Text.Length * (StandsAnywhere(rule) ? 2 : 1));
        _firstChild = new ushort[bound];
        _nextSibling = new ushort[bound];
        _symbol = new byte[bound];
        _suffix = new ushort[bound];
        _firstRule = new ushort[bound];
        _endingSuffix = new ushort[bound];
        _nextRule = new ushort[(rules.Length * 2) + 1];
        _byDepth = new ushort[bound];
        Plant();
        LinkSuffixes();
    }

    /// <summary>All nodes, roots first, none before one that is less deep.</summary>
    public ReadOnlySpan<ushort> ByDepth => _byDepth.AsSpan(0, _count);

    /// <summary>The root at which the search goes on behind a byte that leads nowhere.</summary>
    public ushort Restart(int symbol) => _alphabet.IsWord(symbol) ? WithinWord : AtWordStart;

    public ushort Suffix(ushort node) => _suffix[node];

    /// <summary>Whether a token ends at the node, its own or a suffix's.</summary>
    public bool Completes(ushort node) => _firstRule[node] != 0 || _endingSuffix[node] != 0;

    /// <summary>The rules that end at the node, those of the longest token first.</summary>
    public void CollectRules(ushort node, List<TokenRule> into)
    {
        for (var at = node; at != 0; at = _endingSuffix[at])
        {
            for (var rule = _firstRule[at]; rule != 0; rule = _nextRule[rule])
            {
                into.Add(_rules[(rule - 1) >> 1]);
            }
        }
    }

    /// <summary>The node's first child, and from a child the next one; 0 ends the list.</summary>
    public ushort FirstChild(ushort node) => _firstChild[node];

    public ushort NextSibling(ushort node) => _nextSibling[node];

    /// <summary>The symbol that leads to the node.</summary>
    public byte Symbol(ushort node) => _symbol[node];

    private static bool StandsAnywhere(in TokenRule rule) =>
        (rule.Place & (TokenPlace.WordStart | TokenPlace.TextStart)) == TokenPlace.Anywhere;

    private void Plant()
    {
        for (var index = 0; index < _rules.Length; index++)
        {
            // Each rule has two list entries, one a trie.
            Plant(index, AtWordStart, checked((ushort)((index * 2) + 1)));
            if (StandsAnywhere(_rules[index]))
            {
                Plant(index, WithinWord, checked((ushort)((index * 2) + 2)));
            }
        }
    }

    private void Plant(int index, ushort root, ushort entry)
    {
        var node = root;
        foreach (var value in _rules[index].Text)
        {
            var symbol = _alphabet.SymbolOf(value);
            var child = Child(node, symbol);
            if (child == 0)
            {
                // More than 65,535 nodes would need wider transitions; the tables are a fifth of that.
                child = checked((ushort)_count++);
                _symbol[child] = symbol;
                _nextSibling[child] = _firstChild[node];
                _firstChild[node] = child;
            }

            node = child;
        }

        _nextRule[entry] = _firstRule[node];
        _firstRule[node] = entry;
    }

    private void LinkSuffixes()
    {
        var written = 0;
        _byDepth[written++] = WithinWord;
        _byDepth[written++] = AtWordStart;
        for (var read = 0; read < written; read++)
        {
            var parent = _byDepth[read];
            for (var child = _firstChild[parent]; child != 0; child = _nextSibling[child])
            {
                var suffix = LongestSuffix(parent, _symbol[child]);
                _suffix[child] = suffix;
                _endingSuffix[child] = _firstRule[suffix] != 0 ? suffix : _endingSuffix[suffix];
                _byDepth[written++] = child;
            }
        }
    }

    private ushort LongestSuffix(ushort parent, byte symbol)
    {
        while (parent > AtWordStart)
        {
            parent = _suffix[parent];
            var child = Child(parent, symbol);
            if (child != 0)
            {
                return child;
            }
        }

        return Restart(symbol);
    }

    private ushort Child(ushort node, byte symbol)
    {
        var child = _firstChild[node];
        while (child != 0 && _symbol[child] != symbol)
        {
            child = _nextSibling[child];
        }

        return child;
    }
}
