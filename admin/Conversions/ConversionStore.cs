using System.Globalization;
using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Conversions;

/// <summary>Conversions in the system of record: accepted, due to be shipped, known visitors.</summary>
internal sealed class ConversionStore(IDatabase database)
{
    private const string Columns = """
        id AS Id, account_id AS AccountId, idempotency_key AS IdempotencyKey, fingerprint AS Fingerprint, type AS Type,
        click_id AS ClickId, external_id AS ExternalId, amount AS Amount, currency AS Currency, metadata AS Metadata,
        occurred_at AS OccurredAt, received_at AS ReceivedAt, attempts AS Attempts
        """;

    /// <returns>
    /// The conversion, also where the same request was accepted before under its key; null where the key belongs to
    /// another request.
    /// </returns>
    public static async Task<Conversion?> AcceptAsync(WriteScope scope, long accountId, ConversionRequest request, DateTimeOffset now)
    {
        var fingerprint = request.Fingerprint();
        if (request.IdempotencyKey is { } key
            && await scope.FirstOrDefaultAsync<Conversion>(
                $"SELECT {Columns} FROM conversions WHERE account_id = @accountId AND idempotency_key = @key", new { accountId, key }) is { } earlier)
        {
            return earlier.Fingerprint.AsSpan().SequenceEqual(fingerprint) ? earlier : null;
        }

        var conversion = new Conversion
        {
            Id = Guid.CreateVersion7(now).ToString("D"),
            AccountId = accountId,
            IdempotencyKey = request.IdempotencyKey,
            Fingerprint = fingerprint,
            Type = request.Type,
            ClickId = await ClickOfAsync(scope, accountId, request, now),
            ExternalId = request.ExternalId,
            Amount = request.Amount?.ToString(CultureInfo.InvariantCulture),
            Currency = request.Currency,
            Metadata = request.Metadata,
            OccurredAt = (request.OccurredAt ?? now).ToUnixTimeMilliseconds(),
            ReceivedAt = now.ToUnixTimeMilliseconds(),
        };
        await scope.ExecuteAsync(
            """
            INSERT INTO conversions (id, account_id, idempotency_key, fingerprint, type, click_id, external_id, amount, currency,
              metadata, occurred_at, received_at, next_attempt_at)
            VALUES (@Id, @AccountId, @IdempotencyKey, @Fingerprint, @Type, @ClickId, @ExternalId, @Amount, @Currency,
              @Metadata, @OccurredAt, @ReceivedAt, @ReceivedAt)
            """,
            conversion);
        return conversion;
    }

    /// <summary>What ClickHouse has not seen yet, or not with its click; the longest due first.</summary>
    public Task<List<Conversion>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<Conversion>(
                $"SELECT {Columns} FROM conversions WHERE next_attempt_at <= @now ORDER BY next_attempt_at LIMIT @limit",
                new { now = now.ToUnixTimeMilliseconds(), limit })).AsList(),
            cancellationToken);

    /// <summary>ClickHouse has them.</summary>
    /// <param name="shipped">Id, and when to look for its click again; null where there is nothing more to look for.</param>
    /// <param name="cancellationToken">Ends the wait for the turn.</param>
    public Task ShippedAsync(IReadOnlyList<(string Id, DateTimeOffset? Again)> shipped, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                foreach (var (id, again) in shipped)
                {
                    await scope.ExecuteAsync(
                        "UPDATE conversions SET attempts = attempts + 1, next_attempt_at = @again WHERE id = @id",
                        new { id, again = again?.ToUnixTimeMilliseconds() });
                }

                return shipped.Count;
            },
            cancellationToken);

    /// <summary>Removes what was received before and needs nothing more.</summary>
    public Task<int> ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken)
        => database.WriteAsync(
            scope => scope.ExecuteAsync(
                "DELETE FROM conversions WHERE received_at < @before AND next_attempt_at IS NULL",
                new { before = before.ToUnixTimeMilliseconds() }),
            cancellationToken);

    /// <summary>The click that the request names, remembered for its visitor; else the one by which the visitor is known.</summary>
    private static async Task<string?> ClickOfAsync(WriteScope scope, long accountId, ConversionRequest request, DateTimeOffset now)
    {
        var externalId = string.IsNullOrEmpty(request.ExternalId) ? null : request.ExternalId;
        if (request.ClickId is null)
        {
            return await scope.FirstOrDefaultAsync<string>(
                "SELECT click_id FROM conversion_visitors WHERE account_id = @accountId AND external_id = @externalId", new { accountId, externalId });
        }

        if (externalId is not null)
        {
            await scope.ExecuteAsync(
                """
                INSERT INTO conversion_visitors (account_id, external_id, click_id, seen_at) VALUES (@accountId, @externalId, @clickId, @seenAt)
                ON CONFLICT (account_id, external_id) DO UPDATE SET click_id = excluded.click_id, seen_at = excluded.seen_at
                """,
                new { accountId, externalId, clickId = request.ClickId, seenAt = now.ToUnixTimeMilliseconds() });
        }

        return request.ClickId;
    }
}
