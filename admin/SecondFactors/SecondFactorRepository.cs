using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.SecondFactors;

/// <summary>The stored devices, and hashes of recovery codes.</summary>
internal sealed class SecondFactorRepository(IDatabase database)
{
    /// <returns>Null where the person has none; also one that is not confirmed.</returns>
    public Task<SecondFactor?> FindAsync(long userId, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<SecondFactor>(
                """
                SELECT user_id AS UserId, sealed_secret AS SealedSecret, confirmed_at AS ConfirmedAt, last_step AS LastStep, created_at AS CreatedAt
                FROM second_factors WHERE user_id = @userId
                """,
                new { userId }),
            cancellationToken);

    public Task<long> CountCodesAsync(long userId, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM recovery_codes WHERE user_id = @userId", new { userId }), cancellationToken);

    /// <summary>Puts one in place of another that was never confirmed.</summary>
    /// <returns>0 where there is one that is confirmed.</returns>
    public static Task<int> PutAsync(WriteScope scope, SecondFactor factor) => scope.ExecuteAsync(
        """
        INSERT INTO second_factors (user_id, sealed_secret, confirmed_at, last_step, created_at) VALUES (@UserId, @SealedSecret, NULL, @LastStep, @CreatedAt)
        ON CONFLICT (user_id) DO UPDATE SET sealed_secret = excluded.sealed_secret, last_step = excluded.last_step, created_at = excluded.created_at
        WHERE second_factors.confirmed_at IS NULL
        """,
        factor);

    public static Task<int> ConfirmAsync(WriteScope scope, SecondFactor factor, long at) => scope.ExecuteAsync(
        "UPDATE second_factors SET confirmed_at = @at WHERE user_id = @UserId AND created_at = @CreatedAt AND confirmed_at IS NULL", new { factor.UserId, factor.CreatedAt, at });

    /// <summary>Uses up a step, and with it all before. Of two that ask at once, at whatever processes, one gets it.</summary>
    /// <returns>0 where it, or a later one, was used.</returns>
    public static Task<int> UseStepAsync(WriteScope scope, SecondFactor factor, long step) => scope.ExecuteAsync(
        "UPDATE second_factors SET last_step = @step WHERE user_id = @UserId AND created_at = @CreatedAt AND last_step < @step", new { factor.UserId, factor.CreatedAt, step });

    /// <returns>0 where the person has no such code, or no longer.</returns>
    public static Task<int> UseCodeAsync(WriteScope scope, long userId, byte[] codeHash)
        => scope.ExecuteAsync("DELETE FROM recovery_codes WHERE code_hash = @codeHash AND user_id = @userId", new { codeHash, userId });

    public static async Task ReplaceCodesAsync(WriteScope scope, long userId, IEnumerable<byte[]> codeHashes)
    {
        await scope.ExecuteAsync("DELETE FROM recovery_codes WHERE user_id = @userId", new { userId });
        foreach (var codeHash in codeHashes)
        {
            await scope.ExecuteAsync("INSERT INTO recovery_codes (code_hash, user_id) VALUES (@codeHash, @userId)", new { codeHash, userId });
        }
    }

    /// <returns>0 where there was none.</returns>
    public static async Task<int> DeleteAsync(WriteScope scope, long userId)
    {
        await scope.ExecuteAsync("DELETE FROM recovery_codes WHERE user_id = @userId", new { userId });
        return await scope.ExecuteAsync("DELETE FROM second_factors WHERE user_id = @userId", new { userId });
    }
}
