using System.Globalization;
using System.Text;
using OneLink.Shared.Text;

namespace OneLink.Shared.Tests.Text;

public sealed class LowerCaseTests
{
    [Fact]
    public void Of_EveryCodePointTheRuntimeMaps_EqualsTheRuntime()
    {
        foreach (var rune in Assigned())
        {
            // The final sigma folds on purpose.
            if (rune.Value != 0x3C2 && CharUnicodeInfo.GetUnicodeCategory(rune.Value) is not UnicodeCategory.OtherNotAssigned)
            {
                var expected = Rune.ToLowerInvariant(rune).Value;
                var actual = LowerCase.Of(rune.Value);

                // The platform's ICU may know fewer letters than this table, never others.
                Assert.True(actual == expected || expected == rune.Value, $"U+{rune.Value:X4}: {actual:X4}, runtime {expected:X4}");
            }
        }
    }

    [Fact]
    public void Of_EveryCodePoint_KeepsTheNumberOfUnitsAndIsStable()
    {
        foreach (var rune in Assigned())
        {
            var lower = new Rune(LowerCase.Of(rune.Value));
            Assert.Equal(rune.Utf16SequenceLength, lower.Utf16SequenceLength);
            Assert.Equal(lower.Value, LowerCase.Of(lower.Value));
        }
    }

    [Theory]
    [InlineData("ÄŸΩЖǅẞ\U00010400", "äÿωжǆß\U00010428")]
    [InlineData("ΟΔΟΣ οδος", "οδοσ οδοσ")]
    [InlineData("aßıİ1-", "aßıİ1-")]
    public void Of_KnownLetters_IsLower(string text, string expected) =>
        Assert.Equal(expected, string.Concat(text.EnumerateRunes().Select(rune => new Rune(LowerCase.Of(rune.Value)).ToString())));

    private static IEnumerable<Rune> Assigned() =>
        Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(value => new Rune(value));
}
