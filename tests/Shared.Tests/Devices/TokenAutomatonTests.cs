using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OneLink.Shared.Devices;

namespace OneLink.Shared.Tests.Devices;

/// <summary>The automaton against a search that tries every token at every place.</summary>
public sealed class TokenAutomatonTests
{
    private static readonly TokenRule[] Rules =
    [
        Rule("he", TokenPlace.Anywhere, Sign.Android),
        Rule("she", TokenPlace.Anywhere, Sign.IPad),
        Rule("|his", TokenPlace.WordStart, Sign.IPhone),
        Rule("|hers", TokenPlace.WordStart, Sign.Windows),
        Rule("her", TokenPlace.WordEnd, Sign.Macintosh),
        Rule("|s h", TokenPlace.WordStart, Sign.Linux),
        Rule(" h", TokenPlace.BeforeDigit, Sign.X11),
        Rule("^sh", TokenPlace.TextStart, Sign.ChromeOs),
        Rule("HE", TokenPlace.ExactCase, Sign.Tizen),
        Rule("|s", TokenPlace.WordStart | TokenPlace.WordEnd, Sign.Console),
        Rule("-h-", TokenPlace.Anywhere, Sign.Gadget),
        Rule("|h", TokenPlace.WordStart | TokenPlace.ExactCase, Sign.Mobile),
        Rule("is-s", TokenPlace.Anywhere, Sign.Tablet),
    ];

    private static readonly TokenAutomaton Automaton = TokenAutomatonBuilder.Build(Rules);

    [Fact]
    public void Scan_AnyText_FindsWhatASearchFinds()
    {
        var texts = Gen.Elements("h", "e", "s", "r", "i", " ", "-", "7", "H", "E", "S", "\u00e9", "x")
            .ListOf()
            .Select(static pieces => Encoding.UTF8.GetBytes(string.Concat(pieces)));
        Prop.ForAll(texts.ToArbitrary(), static text => Found(text) == Searched(text))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(60));
    }

    [Fact]
    public void Scan_TwoParts_FindsWhatItFindsInEachApart()
    {
        var texts = Gen.Elements("he", "she", "his", "hers", " ", "-", "7")
            .ListOf()
            .Select(static pieces => Encoding.UTF8.GetBytes(string.Concat(pieces)));
        Prop.ForAll(texts.ToArbitrary(), texts.ToArbitrary(), static (first, second) =>
        {
            byte[] both = [.. first, .. " "u8, .. second];
            var found = Sightings.None;
            Automaton.Scan(both, ..first.Length, (first.Length + 1).., ref found);

            // The gap is a space, so that neither part sees the other beside it.
            return found.Signs == (Found([.. first, .. " "u8], first.Length) | Searched([.. " "u8, .. second], 1));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithEndSize(30));
    }

    [Fact]
    public void Scan_SeveralRowsOfATable_KeepsTheFirst()
    {
        var automaton = TokenAutomatonBuilder.Build(
        [
            new TokenRule("alpha"u8.ToArray(), 0, 7, TokenKind.Browser, TokenPlace.Anywhere),
            new TokenRule("beta"u8.ToArray(), 0, 3, TokenKind.Browser, TokenPlace.Anywhere),
            new TokenRule("gamma"u8.ToArray(), 0, 5, TokenKind.Browser, TokenPlace.WordEnd),
        ]);
        var found = Sightings.None;
        automaton.Scan("alpha beta gamma"u8, .., ^0.., ref found);
        Assert.Equal(3, found.Browser);
        Assert.Equal(Sightings.Nothing, found.InApp);
    }

    [Fact]
    public void Scan_NameOfAPersonsDeviceAroundABotsToken_CountsTheNameOnly()
    {
        var automaton = TokenAutomatonBuilder.Build(
        [
            new TokenRule("cubot"u8.ToArray(), (ulong)BotToken.Person, 0, TokenKind.Bot, TokenPlace.WordStart),
            new TokenRule("bot"u8.ToArray(), (ulong)BotToken.Crawler, 1, TokenKind.Bot, TokenPlace.WordEnd),
        ]);
        var person = Sightings.None;
        automaton.Scan("a Cubot!"u8, .., ^0.., ref person);
        Assert.Equal(Sightings.Nothing, person.Bot);

        var program = Sightings.None;
        automaton.Scan("a Cubot and a robot"u8, .., ^0.., ref program);
        Assert.Equal(1, program.Bot);
    }

    private static Sign Found(byte[] text) => Found(text, text.Length);

    private static Sign Found(byte[] text, int length)
    {
        var found = Sightings.None;
        Automaton.Scan(text, ..length, length..length, ref found);
        return found.Signs;
    }

    private static Sign Searched(byte[] text) => Searched(text, 0);

    private static Sign Searched(byte[] text, int start)
    {
        var signs = Sign.None;
        foreach (var rule in Rules)
        {
            for (var at = start; at + rule.Text.Length <= text.Length; at++)
            {
                var end = at + rule.Text.Length;
                var isWordStart = at == 0 || !char.IsAsciiLetterOrDigit((char)text[at - 1]);
                if (Ascii.EqualsIgnoreCase(text.AsSpan(at, rule.Text.Length), rule.Text)
                    && (!rule.Place.HasFlag(TokenPlace.WordStart) || isWordStart)
                    && rule.Stands(text, end))
                {
                    signs |= (Sign)rule.Meaning;
                }
            }
        }

        return signs;
    }

    private static TokenRule Rule(string token, TokenPlace place, Sign meaning) =>
        new(Encoding.ASCII.GetBytes(token.TrimStart('|', '^')), (ulong)meaning, 0, TokenKind.Sign, place);
}
