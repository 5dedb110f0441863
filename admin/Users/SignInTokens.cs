using System.Security.Cryptography;
using OneLink.Admin.Access;
using OneLink.Admin.Database;

namespace OneLink.Admin.Users;

/// <summary>
/// Tokens by which a platform app lets a person sign in: for five minutes, and once. A new one leaves earlier ones as they
/// are. Only their hashes are stored.
/// </summary>
internal sealed class SignInTokens(IDatabase database, TimeProvider clock)
{
    /// <summary>256 bits, 64 hexadecimal digits.</summary>
    private const int TokenBytes = 32;

    /// <summary>Tokens that nobody used, swept away with each new one.</summary>
    private const int SweepSize = 100;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public Task<string> IssueAsync(long userId, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));
                var now = clock.GetUtcNow();
                await scope.ExecuteAsync(
                    """
                    DELETE FROM sign_in_tokens WHERE token_hash IN
                      (SELECT token_hash FROM sign_in_tokens WHERE expires_at <= @now ORDER BY expires_at LIMIT @limit)
                    """,
                    new { now = now.ToUnixTimeMilliseconds(), limit = SweepSize });
                await scope.ExecuteAsync(
                    "INSERT INTO sign_in_tokens (token_hash, user_id, expires_at) VALUES (@hash, @userId, @expiresAt)",
                    new { hash = SecretHash.Of(token), userId, expiresAt = (now + Lifetime).ToUnixTimeMilliseconds() });
                return token;
            },
            cancellationToken);

    /// <summary>Uses a token up. One that is another person's stays as it is.</summary>
    /// <returns>The person, or null where the token does not let this address in, or no longer.</returns>
    public Task<User?> ConsumeAsync(string email, string token, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                var used = await UserRepository.FindByEmailAsync(scope, email.Trim()) is { } user
                    && await scope.ExecuteAsync(
                        "DELETE FROM sign_in_tokens WHERE token_hash = @hash AND user_id = @Id AND expires_at > @now",
                        new { hash = SecretHash.Of(token), user.Id, now = clock.GetUtcNow().ToUnixTimeMilliseconds() }) == 1
                    ? user
                    : null;
                return used;
            },
            cancellationToken);
}
