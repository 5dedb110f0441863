using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Access.AccessTokens;

/// <summary>The tokens of users, bots and platform apps, one for each. Read anew for each request, so that rotating one works at once.</summary>
internal sealed class AccessTokenRepository(IDatabase database, TokenSeal seal, KeyUses uses, TimeProvider clock)
{
    /// <summary>Whose the token is that somebody shows; that he does is noted.</summary>
    /// <returns>Null where no such token is known.</returns>
    public async Task<TokenOwner?> FindOwnerAsync(string token, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<(long Id, string Kind, long OwnerId)?>(
                "SELECT id, owner_kind, owner_id FROM access_tokens WHERE token_hash = @hash", new { hash = SecretHash.Of(token) }),
            cancellationToken);
        if (found is not var (id, kind, ownerId))
        {
            return null;
        }

        uses.NoteToken(id, clock.GetUtcNow().ToUnixTimeMilliseconds());
        return TokenOwner.FromStored(kind, ownerId);
    }

    /// <summary>The owner's token, to be shown again.</summary>
    /// <returns>Null where the owner has none.</returns>
    public Task<string?> FindTokenAsync(TokenOwner owner, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => await connection.QueryFirstOrDefaultAsync<byte[]>(
                "SELECT sealed FROM access_tokens WHERE owner_kind = @StoredKind AND owner_id = @Id", new { owner.StoredKind, owner.Id }) is { } found
                ? seal.Open(owner, found)
                : null,
            cancellationToken);

    /// <summary>Gives the owner a new token; one it had before is dead once this is committed.</summary>
    public async Task<string> ReplaceAsync(WriteScope scope, TokenOwner owner)
    {
        var token = SecretText.Secret("");
        await scope.ExecuteAsync(
            """
            INSERT INTO access_tokens (owner_kind, owner_id, sealed, token_hash, created_at) VALUES (@StoredKind, @Id, @sealedToken, @hash, @at)
            ON CONFLICT (owner_kind, owner_id)
            DO UPDATE SET sealed = excluded.sealed, token = NULL, token_hash = excluded.token_hash, created_at = excluded.created_at
            """,
            new
            {
                owner.StoredKind,
                owner.Id,
                sealedToken = seal.Seal(owner, token),
                hash = SecretHash.Of(token),
                at = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            });
        return token;
    }

    public static Task<int> DeleteAsync(WriteScope scope, TokenOwner owner)
        => scope.ExecuteAsync("DELETE FROM access_tokens WHERE owner_kind = @StoredKind AND owner_id = @Id", new { owner.StoredKind, owner.Id });

    /// <summary>Seals what earlier versions kept in the clear.</summary>
    /// <returns>How many there were.</returns>
    public Task<int> SealClearTokensAsync(CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                var clear = (await scope.QueryAsync<(long Id, string Kind, long OwnerId, string Token)>(
                    "SELECT id, owner_kind, owner_id, token FROM access_tokens WHERE token IS NOT NULL")).AsList();
                foreach (var (id, kind, ownerId, token) in clear)
                {
                    await scope.ExecuteAsync(
                        "UPDATE access_tokens SET sealed = @sealedToken, token = NULL WHERE id = @id",
                        new { id, sealedToken = seal.Seal(TokenOwner.FromStored(kind, ownerId), token) });
                }

                return clear.Count;
            },
            cancellationToken);
}
