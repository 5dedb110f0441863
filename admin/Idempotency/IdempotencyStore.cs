using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Idempotency;

/// <summary>The SQL of kept answers.</summary>
internal sealed class IdempotencyStore(IDatabase database, TimeProvider clock)
{
    /// <summary>How long a key is known.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private const string FindSql = """
        SELECT fingerprint AS Fingerprint, lines AS Lines, status AS Status, headers AS Headers, body_form AS BodyForm, body AS Body
        FROM idempotent_calls
        WHERE api_key_id = @ApiKeyId AND idempotency_key = @Value AND part = @part AND created_at > @oldest
        """;

    public Task<KeptAnswer?> FindAsync(IdempotencyKey key, int part, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<KeptAnswer>(FindSql, new { key.ApiKeyId, key.Value, part, oldest = Oldest() }), cancellationToken);

    public Task<KeptAnswer?> FindAsync(WriteScope scope, IdempotencyKey key, int part)
        => scope.FirstOrDefaultAsync<KeptAnswer>(FindSql, new { key.ApiKeyId, key.Value, part, oldest = Oldest() });

    /// <summary>Keeps an answer; one under the same key that is no longer known gives way.</summary>
    /// <exception cref="AnsweredElsewhereException">Another process has kept one meanwhile, where the database lets two write at a time.</exception>
    public async Task InsertAsync(WriteScope scope, IdempotencyKey key, int part, KeptAnswer answer)
    {
        var inserted = await scope.ExecuteAsync(
            """
            INSERT INTO idempotent_calls (api_key_id, idempotency_key, part, fingerprint, lines, status, headers, body_form, body, created_at)
            VALUES (@ApiKeyId, @Value, @part, @Fingerprint, @Lines, @Status, @Headers, @BodyForm, @Body, @now)
            ON CONFLICT (api_key_id, idempotency_key, part) DO UPDATE SET
              fingerprint = excluded.fingerprint, lines = excluded.lines, status = excluded.status, headers = excluded.headers,
              body_form = excluded.body_form, body = excluded.body, created_at = excluded.created_at
            WHERE idempotent_calls.created_at <= @oldest
            """,
            new
            {
                key.ApiKeyId,
                key.Value,
                part,
                answer.Fingerprint,
                answer.Lines,
                answer.Status,
                answer.Headers,
                answer.BodyForm,
                answer.Body,
                now = clock.GetUtcNow().ToUnixTimeMilliseconds(),
                oldest = Oldest(),
            });
        if (inserted != 1)
        {
            throw new AnsweredElsewhereException();
        }
    }

    /// <summary>Removes answers that are no longer known.</summary>
    public Task TrimAsync(CancellationToken cancellationToken)
        => OldRows.DeleteAsync(
            database,
            "DELETE FROM idempotent_calls WHERE id IN (SELECT id FROM idempotent_calls WHERE created_at <= @oldest LIMIT @limit)",
            Oldest(),
            cancellationToken);

    private long Oldest() => (clock.GetUtcNow() - Kept).ToUnixTimeMilliseconds();
}
