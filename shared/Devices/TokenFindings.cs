namespace OneLink.Shared.Devices;

/// <summary>What the tokens say that end at one state of the automaton.</summary>
/// <remarks>Folded when the automaton is built, so that the usual match costs no loop and no switch.</remarks>
internal readonly struct TokenFindings
{
    private readonly Sign _signs;
    private readonly ushort _browser = Sightings.Nothing;
    private readonly ushort _inApp = Sightings.Nothing;
    private readonly ushort _bot = Sightings.Nothing;
    private readonly ushort _model = Sightings.Nothing;
    private readonly VersionSlot _version = VersionSlot.Count;

    /// <summary>Rules that also ask for the bytes around the match; empty for nearly every state.</summary>
    private readonly TokenRule[] _conditional;

    /// <param name="rules">Rules of the state, longest token first.</param>
    public TokenFindings(List<TokenRule> rules)
    {
        var conditional = new List<TokenRule>();
        var withinPerson = false;
        foreach (var rule in rules)
        {
            if (rule.Kind == TokenKind.Bot && (withinPerson || (BotToken)rule.Meaning == BotToken.Person))
            {
                // In a name that contains a bot's ("Cubot") the shorter tokens that end here are part of it.
                withinPerson = true;
            }
            else if (rule.Place > TokenPlace.WordStart)
            {
                conditional.Add(rule);
            }
            else
            {
                switch (rule.Kind)
                {
                    case TokenKind.Sign:
                        _signs |= (Sign)rule.Meaning;
                        break;
                    case TokenKind.Browser:
                        _browser = Math.Min(_browser, rule.Rank);
                        break;
                    case TokenKind.InApp:
                        _inApp = Math.Min(_inApp, rule.Rank);
                        break;
                    case TokenKind.Bot:
                        _bot = Math.Min(_bot, rule.Rank);
                        break;
                    case TokenKind.Model:
                        _model = Math.Min(_model, rule.Rank);
                        break;
                    case TokenKind.Version:
                        _version = (VersionSlot)rule.Meaning;
                        break;
                }
            }
        }

        _conditional = [.. conditional];
    }

    /// <summary>Adds what is said by the tokens that end at <paramref name="end"/>.</summary>
    public void AddTo(ref Sightings found, ReadOnlySpan<byte> text, int end, int modelEnd)
    {
        found.Signs |= _signs;
        found.Browser = Math.Min(found.Browser, _browser);
        found.InApp = Math.Min(found.InApp, _inApp);
        found.Bot = Math.Min(found.Bot, _bot);
        if (_model < found.Model)
        {
            found.NoteModel(_model, end, modelEnd);
        }

        if (_version != VersionSlot.Count)
        {
            found.NoteVersion(_version, end);
        }

        foreach (ref readonly var rule in _conditional.AsSpan())
        {
            if (rule.Stands(text, end))
            {
                AddConditional(rule, ref found, end, modelEnd);
            }
        }
    }

    private static void AddConditional(in TokenRule rule, ref Sightings found, int end, int modelEnd)
    {
        switch (rule.Kind)
        {
            case TokenKind.Sign:
                found.Signs |= (Sign)rule.Meaning;
                break;
            case TokenKind.Browser:
                found.Browser = Math.Min(found.Browser, rule.Rank);
                break;
            case TokenKind.InApp:
                found.InApp = Math.Min(found.InApp, rule.Rank);
                break;
            case TokenKind.Bot:
                found.Bot = Math.Min(found.Bot, rule.Rank);
                break;
            case TokenKind.Model:
                found.NoteModel(rule.Rank, end, modelEnd);
                break;
            case TokenKind.Version:
                found.NoteVersion((VersionSlot)rule.Meaning, end);
                break;
        }
    }
}
