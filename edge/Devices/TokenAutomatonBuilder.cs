namespace OneLink.Edge.Devices;

/// <summary>Builds the automaton from the rows of all tables.</summary>
/// <remarks>
/// <para>
/// Aho-Corasick with one twist. Most tokens count at the start of a word only, and testing that at each match would cost more
/// than the automaton itself. So there are two tries: one of the tokens that may stand anywhere, entered within a word, and one
/// of all tokens, entered behind a byte that is no letter or digit. A state's suffix is looked for in the one or the other by
/// the byte in front of it, and a match of a word's start is right by construction.
/// </para>
/// <para>Every missing transition is then filled in from the state's longest proper suffix, so that none is followed at run time.</para>
/// </remarks>
internal sealed class TokenAutomatonBuilder
{
    /// <summary>Root of the tokens that may stand anywhere: the state within a word.</summary>
    private const ushort WithinWord = 0;

    /// <summary>Root of all tokens: the state at the start of a word.</summary>
    private const ushort AtWordStart = TokenAutomaton.Start;

    private readonly TokenRule[] _rules;
    private readonly byte[] _classes = new byte[256];
    private readonly bool[] _isWord = new bool[TokenAutomaton.Columns];
    private readonly List<ushort>?[] _ending;
    private readonly ushort[] _transitions;
    private int _states = AtWordStart + 1;

    private TokenAutomatonBuilder(TokenRule[] rules)
    {
        _rules = rules;
        var bound = _states + rules.Sum(static rule => rule.Text.Length * (StandsAnywhere(rule) ? 2 : 1));
        _transitions = new ushort[bound << TokenAutomaton.ColumnBits];
        _ending = new List<ushort>?[bound];
    }

    /// <summary>The automaton for <paramref name="rules"/>.</summary>
    /// <exception cref="InvalidDataException">The tables have outgrown the automaton's layout.</exception>
    public static TokenAutomaton Build(TokenRule[] rules)
    {
        var builder = new TokenAutomatonBuilder(rules);
        builder.ClassifyBytes();
        builder.PlantTries();
        return builder.Finish(builder.Complete());
    }

    private static bool StandsAnywhere(in TokenRule rule) => (rule.Place & (TokenPlace.WordStart | TokenPlace.TextStart)) == TokenPlace.Anywhere;

    /// <summary>
    /// Upper and lower case share a class. Bytes that no token holds share two: one for letters and digits, one for the rest.
    /// </summary>
    private void ClassifyBytes()
    {
        const byte OtherWord = 1;
        byte classes = OtherWord + 1;
        _isWord[OtherWord] = true;
        foreach (var rule in _rules)
        {
            foreach (var value in rule.Text)
            {
                var lower = (byte)char.ToLowerInvariant((char)value);
                if (_classes[lower] != 0)
                {
                    continue;
                }

                if (classes == TokenAutomaton.Columns)
                {
                    throw new InvalidDataException("tokens use more different characters than the automaton has columns");
                }

                _isWord[classes] = char.IsAsciiLetterOrDigit((char)lower);
                _classes[char.ToUpperInvariant((char)lower)] = classes;
                _classes[lower] = classes++;
            }
        }

        for (var value = 0; value < _classes.Length; value++)
        {
            if (_classes[value] == 0 && char.IsAsciiLetterOrDigit((char)value))
            {
                _classes[value] = OtherWord;
            }
        }
    }

    private void PlantTries()
    {
        for (ushort index = 0; index < _rules.Length; index++)
        {
            Plant(index, AtWordStart);
            if (StandsAnywhere(_rules[index]))
            {
                Plant(index, WithinWord);
            }
        }

    }

    private void Plant(ushort index, ushort root)
    {
        int state = root;
        foreach (var value in _rules[index].Text)
        {
            ref var child = ref _transitions[(state << TokenAutomaton.ColumnBits) + _classes[value]];
            if (child == 0)
            {
                // More than 65,535 states would need wider transitions; the tables are a fifth of that.
                child = checked((ushort)_states++);
            }

            state = child;
        }

        (_ending[state] ??= []).Add(index);
    }

    /// <summary>Fills in every missing transition.</summary>
    /// <returns>The states in the order of their depth.</returns>
    private ushort[] Complete()
    {
        var suffix = new ushort[_states];
        var order = new ushort[_states];
        var written = 0;
        order[written++] = WithinWord;
        order[written++] = AtWordStart;

        // Breadth first, so that a state's suffix, which is shorter, has its row complete already.
        for (var read = 0; read < written; read++)
        {
            var state = order[read];
            var isRoot = state <= AtWordStart;
            var row = Row(state);
            var suffixRow = Row(suffix[state]);
            for (var column = 0; column < row.Length; column++)
            {
                var restart = _isWord[column] ? WithinWord : AtWordStart;
                var child = row[column];
                if (child != 0)
                {
                    suffix[child] = isRoot ? restart : suffixRow[column];
                    order[written++] = child;
                }
                else
                {
                    row[column] = isRoot ? restart : suffixRow[column];
                }
            }

            if (!isRoot && _ending[suffix[state]] is { } inherited)
            {
                (_ending[state] ??= []).AddRange(inherited);
            }
        }

        return order;
    }

    private Span<ushort> Row(ushort state) => _transitions.AsSpan(state << TokenAutomaton.ColumnBits, TokenAutomaton.Columns);

    /// <summary>
    /// Renumbers the states: those that complete a token last, so that one comparison tells them, and each kind in the order of
    /// depth, so that those which every user agent passes through lie side by side.
    /// </summary>
    private TokenAutomaton Finish(ushort[] byDepth)
    {
        ushort[] order =
        [
            .. byDepth.Where(state => _ending[state] is null),
            .. byDepth.Where(state => _ending[state] is not null),
        ];
        var number = new ushort[_states];
        for (ushort i = 0; i < order.Length; i++)
        {
            number[order[i]] = i;
        }

        var transitions = new ushort[_states << TokenAutomaton.ColumnBits];
        var findings = new List<TokenFindings>();
        for (var i = 0; i < order.Length; i++)
        {
            var from = Row(order[i]);
            var to = transitions.AsSpan(i << TokenAutomaton.ColumnBits, TokenAutomaton.Columns);
            for (var column = 0; column < to.Length; column++)
            {
                to[column] = number[from[column]];
            }

            if (_ending[order[i]] is { } rules)
            {
                findings.Add(new TokenFindings(rules.Select(rule => _rules[rule])));
            }
        }

        return new TokenAutomaton(_classes, transitions, [.. findings]);
    }
}
