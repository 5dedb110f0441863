using OneLink.Admin.Validation;

namespace OneLink.Admin.Users;

/// <summary>What every person keeps to, whoever changes him.</summary>
internal static class UserRules
{
    public static string Email(string? given) => (given ?? "").Trim().ToLowerInvariant();

    public static void Check(RecordErrors errors, User user)
    {
        TextRules.Present(errors, "email", user.Email);
        if (user.Email.Length > 0 && !TextRules.IsEmail(user.Email))
        {
            errors.Invalid("email");
        }

        TextRules.Present(errors, "name", user.Name);
        TextRules.Length(errors, "name", user.Name);
        TextRules.Length(errors, "display_name", user.DisplayName);
        TextRules.Length(errors, "phone_number", user.PhoneNumber);
        TextRules.Length(errors, "message_signature", user.MessageSignature, TextRules.TextLength);
    }
}
