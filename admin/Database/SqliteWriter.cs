using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using OneLink.Admin.Events;
using OneLink.Admin.Feed;

namespace OneLink.Admin.Database;

/// <summary>
/// The single writer. Work waits in a queue; whatever waits together is committed together (group commit), each piece
/// behind a savepoint of its own, so that one fsync serves many callers and one caller's failure is its own.
/// </summary>
/// <remarks>
/// Events and changes get their sequences at the very end of the transaction, and SQLite has one writer, so sequences become visible
/// in order. On PostgreSQL the same statement (<see cref="ChangeLog"/>) takes a row lock which is held until the commit.
/// </remarks>
internal sealed partial class SqliteWriter(SqliteConnections connections, ChangeLog changeLog, EventLog eventLog, ILogger<SqliteWriter> logger)
    : IAsyncDisposable
{
    /// <summary>Enough callers to pay for one fsync (about 1 ms on an SSD) without making the first wait for the last.</summary>
    private const int MaxGroup = 64;

    private const int QueueLength = 4096;
    private const string Savepoint = "work";

    private readonly Channel<WriteItem> _queue = Channel.CreateBounded<WriteItem>(
        new BoundedChannelOptions(QueueLength) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly List<WriteItem> _group = new(MaxGroup);
    private readonly List<Change> _changes = [];
    private readonly List<DomainEvent> _events = [];
    private SqliteConnection? _connection;
    private StatementCache? _statements;
    private Task? _loop;

    /// <summary>Starts taking work, on a connection whose schema is current.</summary>
    public void Start(SqliteConnection connection)
    {
        _connection = connection;
        _statements = new StatementCache(connection);
        _loop = Task.Run(RunAsync);
    }

    public async Task<T> EnqueueAsync<T>(Func<WriteScope, Task<T>> work, CancellationToken cancellationToken)
    {
        var item = new WriteItem<T>(work, cancellationToken);
        await _queue.Writer.WriteAsync(item, cancellationToken);

        // Given up before its turn, it fails when that comes. Not sooner: what the work uses must not be taken from it.
        return await item.Completion;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        if (_loop is not null)
        {
            await _loop;
        }

        _statements?.Dispose();
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }
    }

    private async Task RunAsync()
    {
        while (await _queue.Reader.WaitToReadAsync())
        {
            _group.Clear();
            _changes.Clear();
            _events.Clear();
            try
            {
                await CommitGroupAsync();
                connections.ShortenLog(_connection!);
            }
#pragma warning disable CA1031 // The loop is the only writer: it must outlive every failure, and every caller must hear of his.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogGroupFailed(exception, _group.Count);
                FailGroup(exception);
                Reopen();
            }
        }
    }

    private async Task CommitGroupAsync()
    {
        await using var transaction = _connection!.BeginTransaction(deferred: false);
        while (_group.Count < MaxGroup && _queue.Reader.TryRead(out var item))
        {
            if (item.IsAbandoned)
            {
                item.Fail(new OperationCanceledException());
                continue;
            }

            _group.Add(item);
            await RunItemAsync(item, transaction);
        }

        var ending = new WriteScope(_connection, transaction, _statements!);
        var lastEvent = await eventLog.AppendAsync(ending, _events);
        var sequence = await changeLog.AppendAsync(ending, _changes);
        await transaction.CommitAsync();

        // Edges first: their wait for the change is what people see.
        changeLog.Committed(sequence);
        eventLog.Committed(lastEvent);
        foreach (var item in _group)
        {
            item.Complete();
        }
    }

    private async Task RunItemAsync(WriteItem item, SqliteTransaction transaction)
    {
        var scope = new WriteScope(_connection!, transaction, _statements!);
        await transaction.SaveAsync(Savepoint);
        if (await item.RunAsync(scope))
        {
            await transaction.ReleaseAsync(Savepoint);
            _changes.AddRange(scope.Changes);
            _events.AddRange(scope.Events);
        }
        else
        {
            await transaction.RollbackAsync(Savepoint);
            await transaction.ReleaseAsync(Savepoint);
        }
    }

    private void FailGroup(Exception exception)
    {
        var failure = DatabaseFailure.IsOutside(exception) ? new DatabaseUnavailableException(exception.Message, exception) : exception;
        foreach (var item in _group)
        {
            item.Fail(failure);
        }
    }

    /// <summary>After a failed commit nothing is known about the connection's state; a new one starts clean.</summary>
    private void Reopen()
    {
        try
        {
            _statements!.Dispose();
            _connection!.Dispose();
            _connection = connections.OpenWriter();
            _statements = new StatementCache(_connection);
        }
#pragma warning disable CA1031 // Tried again with the next group; until then callers get the failure.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogReopenFailed(exception);
        }
    }

    [LoggerMessage(EventId = 1101, Level = LogLevel.Error, Message = "A group of {Count} writes failed and was taken back")]
    private partial void LogGroupFailed(Exception exception, int count);

    [LoggerMessage(EventId = 1102, Level = LogLevel.Error, Message = "The write connection could not be opened again")]
    private partial void LogReopenFailed(Exception exception);
}
