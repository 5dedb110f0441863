using OneLink.Shared.Links;

namespace OneLink.Edge.Passwords;

/// <summary>The password of a form that was sent (<c>application/x-www-form-urlencoded</c>).</summary>
internal static class PasswordForm
{
    public const string ContentType = "application/x-www-form-urlencoded";

    /// <summary>Longest body that is read: no password is near it.</summary>
    public const int MaxBytes = 4 * 1024;

    private static ReadOnlySpan<byte> Field => "password="u8;

    /// <summary>Decodes the first field <c>password</c> of a body.</summary>
    /// <param name="body">Raw body.</param>
    /// <param name="password">Receives UTF-8; as long as the body at least.</param>
    /// <param name="length">Bytes written.</param>
    /// <returns>False where there is no such field.</returns>
    public static bool TryRead(ReadOnlySpan<byte> body, Span<byte> password, out int length)
    {
        length = 0;
        while (!body.IsEmpty)
        {
            int end = body.IndexOf((byte)'&');
            ReadOnlySpan<byte> field = end < 0 ? body : body[..end];
            body = end < 0 ? default : body[(end + 1)..];
            if (field.StartsWith(Field))
            {
                length = FormText.Decode(field[Field.Length..], password);
                return true;
            }
        }

        return false;
    }
}
