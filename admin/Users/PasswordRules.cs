using System.Buffers;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Users;

/// <summary>What a person's new password must have.</summary>
internal static class PasswordRules
{
    private const int MinLength = 6;

    /// <summary>Longer ones only cost time to hash.</summary>
    private const int MaxLength = 128;

    private static readonly SearchValues<char> Special = SearchValues.Create("!@#$%^&*()_+-=[]{}|\"/\\.,`<>:;?~'");

    public static void Check(RecordErrors errors, string password)
    {
        if (password.Length < MinLength)
        {
            errors.TooShort("password", MinLength);
        }

        if (password.Length > MaxLength)
        {
            errors.TooLong("password", MaxLength);
        }

        Needs(errors, password.Any(char.IsUpper), "must contain at least 1 uppercase character");
        Needs(errors, password.Any(char.IsLower), "must contain at least 1 lowercase character");
        Needs(errors, password.Any(char.IsDigit), "must contain at least 1 number character");
        Needs(errors, password.AsSpan().ContainsAny(Special), "must contain at least 1 special character");
    }

    private static void Needs(RecordErrors errors, bool met, string message)
    {
        if (!met)
        {
            errors.Add("password", RecordErrorCode.Invalid, message);
        }
    }
}
