using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OneLink.Shared.Text;

namespace OneLink.Shared.Tests.Text;

/// <summary>Form C against the platform's ICU, which test processes have and product processes do not.</summary>
public sealed class NfcTests
{
    // Oldest ICU the tests run with is 72 (Unicode 15.0). What Unicode 16 and 17 added is checked by example below.
    private static readonly (int First, int Last)[] NewerThanIcu =
    [
        (0x897, 0x897), (0x1ACF, 0x1AEB), (0x105C9, 0x105C9), (0x105E4, 0x105E4), (0x10D69, 0x10D6D), (0x10EFA, 0x10EFB),
        (0x11380, 0x113FF), (0x16100, 0x1613F), (0x16D40, 0x16D7F), (0x1E5EE, 0x1E5EF), (0x1E6C0, 0x1E6FF),
    ];

    [Fact]
    public void Normalize_Platform_HasIcu() => Assert.Equal("ṩ", "s\u0323\u0307".Normalize(NormalizationForm.FormC));

    [Fact]
    public void Normalize_EveryCodePoint_EqualsIcu()
    {
        Assert.All(Comparable().Chunk(4096), chunk =>
        {
            foreach (var rune in chunk)
            {
                AssertEqualsIcu(rune.ToString());
            }
        });
    }

    [Fact]
    public void Normalize_EveryDecomposition_EqualsIcu()
    {
        foreach (var rune in Comparable())
        {
            var decomposed = rune.ToString().Normalize(NormalizationForm.FormD);
            AssertEqualsIcu(decomposed);
            AssertEqualsIcu("a" + decomposed + "b");
        }
    }

    [Theory]
    [InlineData("A\u030A", "\u00C5")]
    [InlineData("\u212B", "\u00C5")]
    [InlineData("\u1112\u1161\u11AB", "한")]
    [InlineData("하\u11AB", "한")]
    [InlineData("\u1112\u1161\u11A7", "하\u11A7")]
    [InlineData("한\u11AB", "한\u11AB")]
    [InlineData("q\u0307\u0323", "q\u0323\u0307")]
    [InlineData("\u0958", "\u0915\u093C")]
    [InlineData("\u0344", "\u0308\u0301")]
    [InlineData("a\u0315\u0300\u05AE\u0300", "à\u05AE\u0300\u0315")]
    [InlineData("\uFB2C", "\u05E9\u05BC\u05C1")]
    [InlineData("\U0001D160", "\U0001D158\U0001D165\U0001D16E")]
    [InlineData("\U000113C2\U000113C2", "\U000113C5")]
    [InlineData("\U00016D67\U00016D67", "\U00016D68")]
    [InlineData("\U0001611E\U0001611E", "\U00016121")]
    [InlineData("", "")]
    public void Normalize_KnownSequence_IsCanonical(string source, string expected)
    {
        Assert.Equal(expected, Nfc.Normalize(source));
        Assert.Equal(string.Equals(source, expected, StringComparison.Ordinal), Nfc.IsNormalized(source));
    }

    [Fact]
    public void Normalize_RandomText_EqualsIcu() =>
        Prop.ForAll(Words().ToArbitrary(), word => AssertEqualsIcu(word)).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void Normalize_MarksOfEveryClassInRandomOrder_EqualsIcu()
    {
        var marks = Comparable().Where(rune => NfcData.Rank(rune.Value) != 0).Select(rune => rune.ToString()).ToArray();
        var runs = from letter in Gen.Elements("a", "q", "가", "\u0915", "\u05E9", "")
                   from stack in Gen.Elements(marks).ArrayOf().Resize(60)
                   select letter + string.Concat(stack) + "z";
        Prop.ForAll(runs.ToArbitrary(), run => AssertEqualsIcu(run)).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void Normalize_TwentyThousandMarks_EqualsIcu()
    {
        var marks = string.Concat(Enumerable.Repeat("\u0301\u0323\u0345\u0334", 5000));
        AssertEqualsIcu("a" + marks);
    }

    [Fact]
    public void TryNormalize_DestinationTooShort_ReturnsFalse()
    {
        Span<char> destination = stackalloc char[3];
        Assert.False(Nfc.TryNormalize("\u0390\u0344xyz", destination, out _));
        Assert.False(Nfc.TryNormalize("abcd", destination, out _));
        Assert.False(Nfc.TryNormalize("ab\U0001D160", destination, out _));
    }

    // A loop, not cases: the runner would hand a lone surrogate over as U+FFFD.
    [Fact]
    public void Normalize_LoneSurrogate_IsKept()
    {
        foreach (var text in new[] { "\uD800", "a\uDC00\u0301", "\uDC00\uD800e\u0301", "e\u0301\uD83E" })
        {
            Assert.Equal(text.Replace("e\u0301", "é", StringComparison.Ordinal), Nfc.Normalize(text));
        }
    }

    [Fact]
    public void Normalize_NormalizedText_IsTheSameInstance()
    {
        const string Text = "déjà-vu";
        Assert.Same(Text, Nfc.Normalize(Text));
    }

    [Fact]
    public void TryNormalize_MarkedText_AllocatesNothing()
    {
        var destination = new char[64];
        Allocations.AssertNoneWhenWarm(() =>
        {
            Nfc.TryNormalize("e\u0301\u0323한글\u1112\u1161\u11AB", destination, out _);
            Nfc.IsNormalized("한글e\u0301");
        });
    }

    private static void AssertEqualsIcu(string text)
    {
        var expected = text.Normalize(NormalizationForm.FormC);
        Assert.Equal(expected, Nfc.Normalize(text));
        Assert.Equal(string.Equals(text, expected, StringComparison.Ordinal), Nfc.IsNormalized(text));
        var destination = new char[text.Length * Nfc.MaxExpansion];
        Assert.True(Nfc.TryNormalize(text, destination, out var written));
        Assert.Equal(expected, new string(destination, 0, written));
    }

    private static IEnumerable<Rune> Comparable()
    {
        for (var codePoint = 0; codePoint <= 0x10FFFF; codePoint++)
        {
            // The platform throws on noncharacters.
            var isNonCharacter = (codePoint & 0xFFFE) == 0xFFFE || codePoint is >= 0xFDD0 and <= 0xFDEF;
            if (Rune.TryCreate(codePoint, out var rune) && !isNonCharacter && !NewerThanIcu.Any(range => codePoint >= range.First && codePoint <= range.Last))
            {
                yield return rune;
            }
        }
    }

    private static Gen<string> Words()
    {
        var lively = Comparable().Where(rune => !NfcData.IsBoundary(rune.Value) || !Nfc.IsNormalized(rune.ToString())).ToArray();
        var composed = Comparable().Where(rune => !rune.ToString().IsNormalized(NormalizationForm.FormD)).ToArray();
        var rune = Gen.OneOf(
            Gen.Elements(lively), Gen.Elements(composed), Gen.Choose('a', 'z').Select(value => new Rune(value)),
            Gen.Choose(0x1100, 0x11FF).Select(value => new Rune(value)));
        return rune.ArrayOf().Select(runes => string.Concat(runes.Select(value => value.ToString())));
    }
}
