using OneLink.Admin.Access;
using OneLink.Admin.Users;

namespace OneLink.Admin.Sessions;

/// <summary>Compares passwords, few at a time.</summary>
internal sealed class PasswordCheck : IDisposable
{
    /// <summary>Hashed where nobody has the address, so that who is known cannot be told by the time it takes.</summary>
    private static readonly Lazy<string> NobodysHash = new(static () => PasswordHash.Of(SecretText.Secret("")));

    /// <summary>A password takes a core a fifth of a second: strangers who try many must not have them all.</summary>
    private readonly SemaphoreSlim _hashing = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <param name="user">Whose; null for nobody's, which none matches.</param>
    /// <param name="password">As given.</param>
    /// <param name="cancellationToken">The caller has gone.</param>
    public async Task<bool> MatchesAsync(User? user, string password, CancellationToken cancellationToken)
    {
        var hash = user is { PasswordHash.Length: > 0 } ? user.PasswordHash : NobodysHash.Value;
        await _hashing.WaitAsync(cancellationToken);
        try
        {
            return PasswordHash.Matches(hash, password) && user is not null;
        }
        finally
        {
            _hashing.Release();
        }
    }

    public void Dispose() => _hashing.Dispose();
}
