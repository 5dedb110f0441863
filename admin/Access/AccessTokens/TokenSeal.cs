using System.Security.Cryptography;
using System.Text;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Access.AccessTokens;

/// <summary>
/// Seals the tokens that the APIs show again: AES-256-GCM with the installation's key, bound to the owner, so that a
/// sealed token copied to another row does not open. Layout: nonce (12) | tag (16) | ciphertext.
/// </summary>
internal sealed class TokenSeal(AdminSettings settings)
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly byte[] _key = settings.TokenKey;

    public byte[] Seal(TokenOwner owner, string token)
    {
        var text = Encoding.UTF8.GetBytes(token);
        var sealedToken = new byte[NonceBytes + TagBytes + text.Length];
        var nonce = sealedToken.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(_key, TagBytes);
        cipher.Encrypt(nonce, text, sealedToken.AsSpan(NonceBytes + TagBytes), sealedToken.AsSpan(NonceBytes, TagBytes), Binding(owner));
        return sealedToken;
    }

    /// <exception cref="CryptographicException">It was sealed with another key, for another owner, or has been changed.</exception>
    public string Open(TokenOwner owner, ReadOnlySpan<byte> sealedToken)
    {
        var text = new byte[sealedToken.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(_key, TagBytes);
        cipher.Decrypt(sealedToken[..NonceBytes], sealedToken[(NonceBytes + TagBytes)..], sealedToken.Slice(NonceBytes, TagBytes), text, Binding(owner));
        return Encoding.UTF8.GetString(text);
    }

    private static byte[] Binding(TokenOwner owner) => Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{owner.StoredKind}:{owner.Id}"));
}
