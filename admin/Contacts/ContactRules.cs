using System.Text.Json.Nodes;
using OneLink.Admin.Json;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Contacts;

/// <summary>What a contact must keep to by itself; what others have already is asked in the transaction.</summary>
internal static class ContactRules
{
    private const int MaxAttributeText = 1_500;
    private const decimal MaxAttributeNumber = 9_999_999_999;

    public static RecordErrors Check(Contact contact)
    {
        var errors = new RecordErrors();
        TextRules.Length(errors, "name", contact.Name);
        TextRules.Length(errors, "identifier", contact.Identifier);
        TextRules.Length(errors, "avatar_url", contact.AvatarUrl, TextRules.TextLength);
        CheckEmail(errors, contact.Email);
        if (contact.PhoneNumber is { } phone && !TextRules.IsPhoneNumber(phone))
        {
            errors.Add("phone_number", RecordErrorCode.Invalid, "should be in e164 format");
        }

        CheckAttributes(errors, "additional_attributes", contact.AdditionalAttributes);
        CheckAttributes(errors, "custom_attributes", contact.CustomAttributes);
        return errors;
    }

    private static void CheckEmail(RecordErrors errors, string? email)
    {
        TextRules.Length(errors, "email", email);
        if (email is { Length: <= TextRules.LineLength } && !TextRules.IsEmail(email))
        {
            errors.Add("email", RecordErrorCode.Invalid, "Invalid email");
        }
    }

    private static void CheckAttributes(RecordErrors errors, string attribute, string stored)
    {
        foreach (var (name, node) in AttributeObject.Parse(stored))
        {
            if (node is not JsonValue value)
            {
                continue;
            }

            if (value.TryGetValue(out string? text) && text.Length > MaxAttributeText)
            {
                errors.Add(attribute, RecordErrorCode.TooLong, $"{name} length should be < {MaxAttributeText}");
            }
            else if (value.TryGetValue(out decimal number) && number > MaxAttributeNumber)
            {
                errors.Add(attribute, RecordErrorCode.TooLong, $"{name} value should be < {MaxAttributeNumber}");
            }
        }
    }
}
