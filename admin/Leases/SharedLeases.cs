using System.Globalization;
using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Leases;

/// <summary>
/// Leases of admins that share a PostgreSQL. Each looks every second; who holds some prolongs them together, by the
/// database's clock, and takes what nobody holds any more. Given back when the process stops; an admin that dies is followed
/// <see cref="AdminSettings.LeaseLength"/> and a second later.
/// </summary>
internal sealed partial class SharedLeases(IDatabase database, LeaseNode node, AdminSettings settings, TimeProvider clock, ILogger<SharedLeases> logger)
    : BackgroundService, ILeases
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>What is not given back within it is over by itself.</summary>
    private static readonly TimeSpan GiveBackLimit = TimeSpan.FromSeconds(5);

    private const int Nodes = 1024;

    private readonly Lock _gate = new();
    private readonly List<SharedLease> _leases = [];

    /// <summary>Of this life of the process.</summary>
    private readonly string _holder = Guid.CreateVersion7().ToString();

    /// <summary>Some looks may fail before anything is lost.</summary>
    private readonly TimeSpan _prolongAfter = settings.LeaseLength / 3;

    private long? _prolongedAt;

    public ILease Of(string name)
    {
        lock (_gate)
        {
            if (_leases.Find(lease => lease.Name == name) is { } known)
            {
                return known;
            }

            var made = new SharedLease(name, _holder, clock);
            _leases.Add(made);
            return made;
        }
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Before the first request, whose link needs a number.
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryLookAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    /// <summary>Services stop in the opposite order: all that works under a lease has ended by now.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        All().ForEach(lease => lease.Lose());
        try
        {
            await database.WriteAsync(scope => scope.ExecuteAsync("UPDATE leases SET expires_at = 0 WHERE holder = @_holder", new { _holder }), cancellationToken)
                .WaitAsync(GiveBackLimit, clock, cancellationToken);
        }
        catch (Exception exception) when (exception is OperationCanceledException or TimeoutException || DatabaseFailure.IsOutside(exception))
        {
            LogNotGivenBack(exception.Message);
        }
    }

    private async Task TryLookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await LookAsync(cancellationToken);
        }
        catch (Exception exception) when (DatabaseFailure.IsOutside(exception))
        {
            LogFailed(exception.Message);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var leases = All();
        if (_prolongedAt is { } prolonged && clock.GetElapsedTime(prolonged) < _prolongAfter && node.IsHeld && !await IsAnyFreeAsync(leases, cancellationToken))
        {
            return;
        }

        var before = clock.GetTimestamp();
        var until = before + (long)(settings.LeaseLength.TotalSeconds * clock.TimestampFrequency);
        var held = (await database.WriteAsync(scope => TakeAsync(scope, [.. leases.Select(lease => lease.Name)]), cancellationToken))
            .ToDictionary(row => row.Name, row => row.Token, StringComparer.Ordinal);
        _prolongedAt = before;
        foreach (var lease in leases)
        {
            Note(lease, held.TryGetValue(lease.Name, out var token) ? token : 0, until);
        }

        var number = held.Keys.First(name => name.StartsWith(LeaseName.Node, StringComparison.Ordinal));
        node.Hold(int.Parse(number.AsSpan(LeaseName.Node.Length), CultureInfo.InvariantCulture), until);
    }

    private void Note(SharedLease lease, long token, long until)
    {
        if (token != lease.Term)
        {
            if (token > 0)
            {
                LogTaken(lease.Name);
            }
            else
            {
                LogLost(lease.Name);
            }
        }

        if (token > 0)
        {
            lease.Hold(token, until);
        }
        else
        {
            lease.Lose();
        }
    }

    /// <summary>Whether there is something to take: a look that finds nothing keeps no writer waiting.</summary>
    private Task<bool> IsAnyFreeAsync(List<SharedLease> leases, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => await connection.ExecuteScalarAsync<long>(
                "SELECT COUNT(*) FROM leases WHERE name IN @names AND (holder = @_holder OR expires_at > unix_milliseconds())",
                new { names = leases.ConvertAll(lease => lease.Name), _holder }) < leases.Count,
            cancellationToken);

    /// <summary>Prolongs what this admin holds, and takes what nobody does.</summary>
    private async Task<List<(string Name, long Token)>> TakeAsync(WriteScope scope, IReadOnlyList<string> names)
    {
        var length = (long)settings.LeaseLength.TotalMilliseconds;
        foreach (var name in names)
        {
            await scope.ExecuteAsync("INSERT INTO leases (name, holder, token, expires_at) VALUES (@name, '', 0, 0) ON CONFLICT (name) DO NOTHING", new { name });
        }

        await TakeNodeAsync(scope);
        return (await scope.QueryAsync<(string, long)>(
            """
            UPDATE leases SET holder = @_holder, token = CASE WHEN holder = @_holder THEN token ELSE token + 1 END, expires_at = unix_milliseconds() + @length
            WHERE (name IN @names AND expires_at <= unix_milliseconds()) OR holder = @_holder
            RETURNING name, token
            """,
            new { names, _holder, length })).AsList();
    }

    /// <summary>Takes the lowest number that is free, where this admin has none.</summary>
    private async Task TakeNodeAsync(WriteScope scope)
    {
        var taken = (await scope.QueryAsync<(string Name, string Holder, long IsOver)>(
            "SELECT name, holder, CASE WHEN expires_at <= unix_milliseconds() THEN 1 ELSE 0 END FROM leases WHERE name LIKE 'node-%'")).AsList();
        if (taken.Exists(row => row.Holder == _holder))
        {
            return;
        }

        var name = Enumerable.Range(0, Nodes)
            .Select(number => LeaseName.Node + number.ToString(CultureInfo.InvariantCulture))
            .First(candidate => !taken.Exists(row => row.Name == candidate && row.IsOver == 0));
        await scope.ExecuteAsync(
            """
            INSERT INTO leases (name, holder, token, expires_at) VALUES (@name, @_holder, 1, 0)
            ON CONFLICT (name) DO UPDATE SET holder = @_holder, token = leases.token + 1
            """,
            new { name, _holder });
    }

    private List<SharedLease> All()
    {
        lock (_gate)
        {
            return [.. _leases];
        }
    }

    [LoggerMessage(EventId = 1111, Level = LogLevel.Information, Message = "This admin does {Work} from now on")]
    private partial void LogTaken(string work);

    [LoggerMessage(EventId = 1112, Level = LogLevel.Warning, Message = "Another admin does {Work} by now")]
    private partial void LogLost(string work);

    [LoggerMessage(EventId = 1113, Level = LogLevel.Warning, Message = "Leases could not be looked at: {Reason}")]
    private partial void LogFailed(string reason);

    [LoggerMessage(EventId = 1114, Level = LogLevel.Warning, Message = "Leases were not given back and end by themselves: {Reason}")]
    private partial void LogNotGivenBack(string reason);
}
