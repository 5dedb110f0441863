using OneLink.Admin.Database;

namespace OneLink.Admin.Links.Search;

/// <summary>
/// Gives words to links that were stored before there was an index of them, the newest first, while the service runs.
/// Until then a search walks through the links.
/// </summary>
internal sealed partial class WordsBackfill(IDatabase database, IWordIndex index, TimeProvider clock, ILogger<WordsBackfill> logger) : BackgroundService
{
    /// <summary>Links of one transaction, during which other writers wait.</summary>
    private const int Piece = 1_000;

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    private volatile bool _isComplete;

    /// <summary>Whether every link has its words.</summary>
    public bool IsComplete => _isComplete;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Before the first request: most of the time there is nothing to do.
        _isComplete = await UnindexedThroughAsync(cancellationToken) == 0;
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!_isComplete && !stoppingToken.IsCancellationRequested)
        {
            var started = clock.GetTimestamp();
            var pause = PauseAfterFailure;
            try
            {
                _isComplete = await database.WriteAsync(IndexPieceAsync, stoppingToken);

                // Half of the time is for others.
                pause = clock.GetElapsedTime(started);
            }
            catch (Exception exception) when (DatabaseFailure.IsOutside(exception))
            {
                LogFailed(exception.Message);
            }

            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>Whether it was the last piece.</returns>
    private async Task<bool> IndexPieceAsync(WriteScope scope)
    {
        var rows = await scope.QueryAsync<LinkRow>(
            $"""
            SELECT {LinkRow.Columns} FROM links l
            WHERE l.id <= (SELECT unindexed_through FROM link_words_state) ORDER BY l.id DESC LIMIT @limit
            """,
            new { limit = Piece });
        var last = 0L;
        foreach (var link in rows.Select(row => row.ToLink()))
        {
            await index.PutAsync(scope, link.AccountId, link.Id.Value, LinkWords.Of(link));
            last = link.Id.Value - 1;
        }

        await scope.ExecuteAsync("UPDATE link_words_state SET unindexed_through = @last", new { last });
        return last == 0;
    }

    private Task<long> UnindexedThroughAsync(CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => Dapper.SqlMapper.QuerySingleAsync<long>(connection, "SELECT unindexed_through FROM link_words_state"), cancellationToken);

    [LoggerMessage(EventId = 1206, Level = LogLevel.Warning, Message = "Links wait to be indexed for searches: {Reason}")]
    private partial void LogFailed(string reason);
}
