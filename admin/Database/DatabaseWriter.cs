using System.Data.Common;
using System.Threading.Channels;
using OneLink.Admin.Events;
using OneLink.Admin.Feed;

namespace OneLink.Admin.Database;

/// <summary>
/// This process's only writer. Work waits in a queue; whatever waits together is committed together (group commit), each piece
/// behind a savepoint of its own, so that one fsync serves many callers and one caller's failure is its own.
/// </summary>
/// <remarks>
/// Work relies on nobody writing between its reading and its writing: SQLite has one writer, and on PostgreSQL the admins
/// take turns. Events and changes get their sequences at the very end of the transaction, so sequences become visible in order.
/// </remarks>
internal sealed partial class DatabaseWriter(
    IDatabaseEngine engine, ChangeLog changeLog, EventLog eventLog, CommitNews news, IEnumerable<ICommitBell> bells, ILogger<DatabaseWriter> logger)
    : IAsyncDisposable
{
    /// <summary>Enough callers to pay for one fsync (about 1 ms on an SSD) without making the first wait for the last.</summary>
    private const int MaxGroup = 64;

    private const int QueueLength = 4096;

    private readonly Channel<WriteItem> _queue = Channel.CreateBounded<WriteItem>(
        new BoundedChannelOptions(QueueLength) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly ICommitBell[] _bells = [.. bells];
    private readonly List<WriteItem> _group = new(MaxGroup);
    private readonly List<Change> _changes = [];
    private readonly List<DomainEvent> _events = [];
    private WriteConnection? _connection;
    private Task? _loop;

    /// <summary>Starts taking work, on a database whose schema is current.</summary>
    public async Task StartAsync()
    {
        _connection = await engine.OpenWriterAsync();
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
            var isFresh = _connection is null;
            try
            {
                _connection ??= await engine.OpenWriterAsync();
                await CommitGroupAsync(_connection);
                _connection.Rest();
            }
#pragma warning disable CA1031 // The loop is the only writer: it must outlive every failure, and every caller must hear of his.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                await LeaveConnectionAsync();
                if (_group.Count == 0 && !isFresh)
                {
                    // It was lost while nobody wrote: a new one may do.
                    continue;
                }

                TakeWaiting();
                LogGroupFailed(exception, _group.Count);
                FailGroup(exception);
            }
        }
    }

    private async Task CommitGroupAsync(WriteConnection connection)
    {
        await using var transaction = await connection.BeginAsync();
        while (_group.Count < MaxGroup && _queue.Reader.TryRead(out var item))
        {
            if (item.IsAbandoned)
            {
                item.Fail(new OperationCanceledException());
                continue;
            }

            _group.Add(item);
            await RunItemAsync(item, connection, transaction);
        }

        var ending = new WriteScope(connection, transaction);
        var lastEvent = await eventLog.AppendAsync(ending, _events);
        var marks = new CommitMarks(await changeLog.AppendAsync(ending, _changes), lastEvent);
        await connection.CommitAsync(transaction, marks);
        Tell(marks);
        foreach (var item in _group)
        {
            item.Complete();
        }
    }

    private async Task RunItemAsync(WriteItem item, WriteConnection connection, DbTransaction transaction)
    {
        var scope = new WriteScope(connection, transaction);
        await connection.BeginPieceAsync(transaction);
        if (await item.RunAsync(scope))
        {
            await connection.KeepPieceAsync(transaction);
            _changes.AddRange(scope.Changes);
            _events.AddRange(scope.Events.Select(raised => raised with { RequestId = item.RequestId }));
        }
        else
        {
            await connection.TakePieceBackAsync(transaction);
        }
    }

    private void Tell(CommitMarks marks)
    {
        news.Tell(marks);
        if (!marks.IsNone)
        {
            foreach (var bell in _bells)
            {
                bell.Ring(marks);
            }
        }
    }

    /// <summary>Where there was not even a transaction, all who wait for one hear it, instead of each in his turn.</summary>
    private void TakeWaiting()
    {
        var hadTransaction = _group.Count > 0;
        while (!hadTransaction && _queue.Reader.TryRead(out var item))
        {
            _group.Add(item);
        }
    }

    private void FailGroup(Exception exception)
    {
        var failure = exception is not DatabaseUnavailableException && DatabaseFailure.IsOutside(exception)
            ? new DatabaseUnavailableException(exception.Message, exception) : exception;
        foreach (var item in _group)
        {
            item.Fail(failure);
        }
    }

    /// <summary>After a failure nothing is known about the connection's state; the next group opens one that starts clean.</summary>
    private async Task LeaveConnectionAsync()
    {
        var left = _connection;
        _connection = null;
        try
        {
            await (left?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
#pragma warning disable CA1031 // It is given up in any case.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogLeft(exception);
        }
    }

    [LoggerMessage(EventId = 1101, Level = LogLevel.Error, Message = "A group of {Count} writes failed and was taken back")]
    private partial void LogGroupFailed(Exception exception, int count);

    [LoggerMessage(EventId = 1102, Level = LogLevel.Error, Message = "The write connection could not be closed after a failure")]
    private partial void LogLeft(Exception exception);
}
