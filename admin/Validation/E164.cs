using System.Buffers;
using Numbers = PhoneNumbers;

namespace OneLink.Admin.Validation;

/// <summary>Phone numbers as people write them, brought into E.164. Whether a number is assigned to anybody is not asked.</summary>
internal static class E164
{
    private static readonly Numbers.PhoneNumberUtil Library = Numbers.PhoneNumberUtil.GetInstance();

    /// <summary>What is written between digits, and what stands around area codes.</summary>
    private static readonly SearchValues<char> Separators = SearchValues.Create(" -.()/\u00a0");

    private static readonly SearchValues<char> NationalCharacters = SearchValues.Create("0123456789 -.()/\u00a0");

    /// <summary>Whether there are phone numbers of that country: two capital letters.</summary>
    public static bool IsRegion(string region) => Library.GetSupportedRegions().Contains(region);

    /// <summary>
    /// 1. What begins with a plus is international: its digits, whatever stands between them. 2. Anything else is as
    /// dialled within <paramref name="region"/>, and must have the length of somebody's number there.
    /// </summary>
    /// <param name="text">As written.</param>
    /// <param name="region">Of the account; null where it has named none: then only international numbers can be read.</param>
    /// <returns>E.164 with its plus, or null.</returns>
    public static string? Normalize(string text, string? region)
    {
        var trimmed = text.Trim();

        // 1.
        if (trimmed.StartsWith('+'))
        {
            var digits = string.Concat(trimmed.Where(static c => !Separators.Contains(c)));
            return TextRules.IsPhoneNumber(digits) ? digits : null;
        }

        // 2.
        if (region is null || trimmed.AsSpan().ContainsAnyExcept(NationalCharacters))
        {
            return null;
        }

        try
        {
            var number = Library.Parse(trimmed, region);

            // Some countries have numbers that are longer than E.164 allows.
            var international = Library.Format(number, Numbers.PhoneNumberFormat.E164);
            return IsSomebodys(number) && TextRules.IsPhoneNumber(international) ? international : null;
        }
        catch (Numbers.NumberParseException)
        {
            return null;
        }
    }

    /// <summary>By its length: emergency and service numbers are nobody's.</summary>
    private static bool IsSomebodys(Numbers.PhoneNumber number)
        => new[] { Numbers.PhoneNumberType.MOBILE, Numbers.PhoneNumberType.FIXED_LINE }
            .Any(type => Library.IsPossibleNumberForTypeWithReason(number, type) is Numbers.PhoneNumberUtil.ValidationResult.IS_POSSIBLE);
}
