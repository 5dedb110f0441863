using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace OneLink.Admin.Contacts;

/// <summary>Behind which contact a page begins.</summary>
/// <param name="ChangedAt">Time of its last change, in Unix milliseconds; null in lists that go by id.</param>
/// <param name="Id">Of the contact.</param>
internal readonly record struct ContactCursor(long? ChangedAt, long Id)
{
    public override string ToString() => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{ChangedAt}.{Id}")));

    /// <returns>Null for what is no cursor of ours.</returns>
    public static ContactCursor? Parse(string text)
    {
        if (!Base64Url.IsValid(text) || Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('.') is not [var at, var number]
            || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return null;
        }

        return at.Length == 0 ? new ContactCursor(ChangedAt: null, id)
            : long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var time) ? new ContactCursor(time, id)
            : null;
    }
}
