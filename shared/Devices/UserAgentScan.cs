namespace OneLink.Shared.Devices;

/// <summary>Runs the automaton over a user agent, past the parts that are the same in nearly every one.</summary>
internal static class UserAgentScan
{
    /// <summary>Bytes looked at: in-app user agents reach 600 or so; what is longer is padding, and must not buy time on the I/O thread.</summary>
    public const int Longest = 1024;

    /// <summary>Everything that the tables know about <paramref name="userAgent"/>.</summary>
    public static Sightings Read(ReadOnlySpan<byte> userAgent, TokenAutomaton tokens)
    {
        var text = userAgent[..Math.Min(userAgent.Length, Longest)];
        var found = Sightings.None;

        // The comment that names the device. Its bracket stays in, so that a token can ask to be first ("(Mobile;").
        var start = 0;
        if (text.StartsWith("Mozilla/5.0 ("u8))
        {
            found.Signs = Sign.Mozilla;
            start = "Mozilla/5.0 "u8.Length;
        }

        var end = text[start..].IndexOf((byte)')') + 1;
        var comment = start..(end == 0 ? text.Length : start + end);
        var rest = (comment.End.Value + EngineLength(text[comment.End..]))..text.Length;
        tokens.Scan(text, comment, rest, ref found);
        return found;
    }

    /// <summary>Length of the engine's name in the two forms that nearly all browsers of today send; a third of their bytes.</summary>
    private static int EngineLength(ReadOnlySpan<byte> text)
    {
        var blink = " AppleWebKit/537.36 (KHTML, like Gecko)"u8;
        var webkit = " AppleWebKit/605.1.15 (KHTML, like Gecko)"u8;
        return text.StartsWith(blink) ? blink.Length : text.StartsWith(webkit) ? webkit.Length : 0;
    }
}
