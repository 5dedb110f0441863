using System.Security.Cryptography;
using System.Text;

namespace OneLink.Admin.Idempotency;

/// <summary>
/// Encrypts an answer that shows a secret, by the API secret of who asked: the database keeps a hash of that alone, so that
/// what it holds opens nothing, and who repeats the call sends the secret again. AES-256-GCM; nonce, tag, text.
/// </summary>
internal static class AnswerSeal
{
    private const int KeyBytes = 32;
    private static readonly int NonceBytes = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagBytes = AesGcm.TagByteSizes.MaxSize;
    private static readonly byte[] Purpose = "onelink idempotent answer"u8.ToArray();

    public static byte[] Close(string secret, ReadOnlySpan<byte> body)
    {
        var bytes = new byte[NonceBytes + TagBytes + body.Length];
        var nonce = bytes.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = Cipher(secret);
        cipher.Encrypt(nonce, body, bytes.AsSpan(NonceBytes + TagBytes), bytes.AsSpan(NonceBytes, TagBytes));
        return bytes;
    }

    /// <returns>Null where it was closed by another secret.</returns>
    public static byte[]? Open(string secret, ReadOnlySpan<byte> bytes)
    {
        var body = new byte[bytes.Length - NonceBytes - TagBytes];
        using var cipher = Cipher(secret);
        try
        {
            cipher.Decrypt(bytes[..NonceBytes], bytes[(NonceBytes + TagBytes)..], bytes.Slice(NonceBytes, TagBytes), body);
            return body;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static AesGcm Cipher(string secret)
        => new(HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), KeyBytes, salt: null, Purpose), TagBytes);
}
