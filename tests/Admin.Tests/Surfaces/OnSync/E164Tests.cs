using FsCheck;
using FsCheck.Fluent;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Tests.Surfaces.OnSync;

public sealed class E164Tests
{
    [Theory]
    [InlineData("+971500000000", null, "+971500000000")]
    [InlineData(" +971 (50) 000-00.00 ", null, "+971500000000")]
    [InlineData("050 000 0000", "AE", "+971500000000")]
    [InlineData("00971500000000", "AE", "+971500000000")]
    [InlineData("971500000000", "AE", "+971500000000")]
    [InlineData("(415) 555-2671", "US", "+14155552671")]
    [InlineData("030 1234567", "DE", "+49301234567")]
    [InlineData("0812 3456 7890", "ID", "+6281234567890")]
    public void Normalize_ANumber_IsE164(string text, string? region, string expected) => Assert.Equal(expected, E164.Normalize(text, region));

    [Theory]
    [InlineData("0500000000", null)]
    [InlineData("+0500000000", "AE")]
    [InlineData("+", "AE")]
    [InlineData("+97150000000012345", "AE")]
    [InlineData("999", "AE")]
    [InlineData("12345", "AE")]
    [InlineData("phone", "AE")]
    [InlineData("1-800-FLOWERS", "US")]
    [InlineData("+9715000x0000", "AE")]
    [InlineData("", "AE")]
    public void Normalize_NoNumber_IsNothing(string text, string? region) => Assert.Null(E164.Normalize(text, region));

    /// <summary>However the digits are written apart, and wherever the account is at home.</summary>
    [Fact]
    public void Normalize_International_IsItsDigits()
    {
        var numbers =
            from digits in Gen.Choose(0, 9).ListOf().Where(list => list.Count is >= 2 and <= 15 && list[0] != 0)
            from separators in Gen.Elements("", " ", "-", ".", "(", ")", "/", "\u00a0").ListOf(digits.Count)
            from region in Gen.Elements(null, "AE", "US", "ID")
            select (Digits: digits, Written: "+" + string.Concat(digits.Zip(separators, (digit, separator) => digit + separator)), Region: region);
        Prop.ForAll(Arb.From(numbers), number => E164.Normalize(number.Written, number.Region) == "+" + string.Concat(number.Digits)).QuickCheckThrowOnFailure();
    }

    /// <summary>What has been brought into the form stays as it is.</summary>
    [Fact]
    public void Normalize_National_IsStable()
    {
        var numbers =
            from digits in Gen.Choose(0, 9).ListOf().Where(list => list.Count is >= 3 and <= 14)
            from region in Gen.Elements("AE", "US", "ID", "DE", "BR", "IN")
            select (Written: string.Concat(digits), Region: region);
        Prop.ForAll(
            Arb.From(numbers),
            number => E164.Normalize(number.Written, number.Region) is not { } once || (TextRules.IsPhoneNumber(once) && E164.Normalize(once, number.Region) == once))
            .QuickCheckThrowOnFailure();
    }
}
