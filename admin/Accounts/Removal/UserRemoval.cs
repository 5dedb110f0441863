using Dapper;
using OneLink.Admin.Access.AccessTokens;
using OneLink.Admin.Database;
using OneLink.Admin.PlatformApps;
using OneLink.Admin.Sessions;
using OneLink.Admin.Users;

namespace OneLink.Admin.Accounts.Removal;

/// <summary>
/// The end of a person: at once without token, password, accounts and e-mail address; the row goes when nothing that
/// refers to it is left.
/// </summary>
internal static class UserRemoval
{
    private const int PieceSize = 500;

    public static async Task BeginAsync(WriteScope scope, long userId, long at)
    {
        foreach (var membership in await MembershipRepository.OfUserAsync(scope, userId))
        {
            await MemberRemoval.BeginAsync(scope, membership, at);
        }

        await AccessTokenRepository.DeleteAsync(scope, TokenOwner.User(userId));
        await PermissibleRepository.ForgetAsync(scope, Permissible.User(userId));
        await scope.ExecuteAsync("DELETE FROM sign_in_tokens WHERE user_id = @userId", new { userId });
        await SessionRepository.DeleteOthersAsync(scope, userId, exceptId: null);

        // Addresses have an @: no person can have this one.
        await scope.ExecuteAsync(
            """
            UPDATE users SET deleted_at = @at, updated_at = @at, email = 'deleted ' || id, password_hash = '', pubsub_token = @pubsubToken
            WHERE id = @userId
            """,
            new { userId, at, pubsubToken = UserRepository.NewPubsubToken() });
    }

    /// <returns>Somebody who has left every account; null where there is nobody.</returns>
    public static Task<long?> NextAsync(IDatabase database, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<long?>(
                """
                SELECT id FROM users WHERE deleted_at IS NOT NULL AND id NOT IN (SELECT user_id FROM removed_members) ORDER BY id LIMIT 1
                """),
            cancellationToken);

    /// <summary>Takes the next piece of what refers to the person, and in the end the person.</summary>
    public static async Task ContinueAsync(WriteScope scope, long userId)
    {
        var notes = await scope.ExecuteAsync(
            "UPDATE notes SET user_id = NULL WHERE id IN (SELECT id FROM notes WHERE user_id = @userId LIMIT @limit)", new { userId, limit = PieceSize });
        if (notes < PieceSize)
        {
            await scope.ExecuteAsync("DELETE FROM users WHERE id = @userId AND deleted_at IS NOT NULL", new { userId });
        }
    }
}
