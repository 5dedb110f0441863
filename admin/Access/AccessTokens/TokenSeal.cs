using System.Security.Cryptography;
using System.Text;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Access.AccessTokens;

/// <summary>
/// Seals the tokens that the APIs show again, and those of outside providers: AES-256-GCM with the installation's key, bound
/// to the owner, so that a sealed token copied to another row does not open. Layout: nonce (12) | tag (16) | ciphertext.
/// </summary>
internal sealed class TokenSeal(AdminSettings settings)
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly byte[] _key = settings.TokenKey;

    public byte[] Seal(TokenOwner owner, string token) => Seal(Binding(owner), token);

    /// <param name="binding">Whose it is: <c>inbox:7</c>. No owner of another kind is called so.</param>
    /// <param name="token">The secret.</param>
    public byte[] Seal(string binding, string token)
    {
        var text = Encoding.UTF8.GetBytes(token);
        var sealedToken = new byte[NonceBytes + TagBytes + text.Length];
        var nonce = sealedToken.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(_key, TagBytes);
        cipher.Encrypt(nonce, text, sealedToken.AsSpan(NonceBytes + TagBytes), sealedToken.AsSpan(NonceBytes, TagBytes), Encoding.UTF8.GetBytes(binding));
        return sealedToken;
    }

    /// <exception cref="CryptographicException">It was sealed with another key, for another owner, or has been changed.</exception>
    public string Open(TokenOwner owner, ReadOnlySpan<byte> sealedToken) => Open(Binding(owner), sealedToken);

    /// <inheritdoc cref="Open(TokenOwner, ReadOnlySpan{byte})"/>
    public string Open(string binding, ReadOnlySpan<byte> sealedToken)
    {
        var text = new byte[sealedToken.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(_key, TagBytes);
        cipher.Decrypt(sealedToken[..NonceBytes], sealedToken[(NonceBytes + TagBytes)..], sealedToken.Slice(NonceBytes, TagBytes), text, Encoding.UTF8.GetBytes(binding));
        return Encoding.UTF8.GetString(text);
    }

    private static string Binding(TokenOwner owner) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{owner.StoredKind}:{owner.Id}");
}
