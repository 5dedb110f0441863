using System.Globalization;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Database.Moving;

/// <summary>Moves an installation from SQLite to PostgreSQL: table by table in batches, then compares every row of both.</summary>
/// <param name="source">From.</param>
/// <param name="target">To.</param>
/// <param name="migrate">Gives the target this build's schema.</param>
/// <param name="batch">Rows in one transaction.</param>
/// <param name="clock">For the figures that are shown.</param>
/// <param name="output">Is told how far it is.</param>
internal sealed class DatabaseMove(MoveSource source, MoveTarget target, Func<Task> migrate, int batch, TimeProvider clock, TextWriter output)
{
    public const int DefaultBatch = 20_000;

    /// <summary>Large tables say this often how far they are.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <exception cref="StartupException">It cannot be moved, or has not arrived as it was.</exception>
    public async Task RunAsync()
    {
        var start = clock.GetTimestamp();
        if (await target.BeginAsync(source.Fingerprint()))
        {
            await output.WriteLineAsync("An earlier move was cut off; this one goes on where it stopped.");
        }

        await migrate();
        await target.PrepareAsync();
        var all = new List<IMovedRows>();
        foreach (var table in await target.TablesAsync())
        {
            var rows = source.Rows(table, await target.ColumnsAsync(table));
            await MoveAsync(rows);
            all.Add(rows);
        }

        await PutBackAsync();
        await output.WriteLineAsync("Comparing every row…");
        var count = await CompareAsync(all);
        await target.CompleteAsync(source.LastNumbers());
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count:N0} rows are in PostgreSQL as they were in SQLite, after {Seconds(start):N0} s."));
    }

    /// <summary>The next batch is read while one is written.</summary>
    private async Task MoveAsync(IMovedRows rows)
    {
        var (position, count, isComplete) = await target.ProgressAsync(rows.Table);
        if (isComplete)
        {
            return;
        }

        var (start, before, told) = (clock.GetTimestamp(), count, clock.GetTimestamp());
        var reading = ReadAsync(rows, position);
        while (true)
        {
            var next = await reading;
            if (!next.IsLast)
            {
                reading = ReadAsync(rows, next.Position);
            }

            try
            {
                await target.AddAsync(rows, position, next);
            }
            catch
            {
                await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw;
            }

            (position, count) = (next.Position, count + next.Rows.Count);
            if (next.IsLast)
            {
                break;
            }

            if (clock.GetElapsedTime(told) >= Interval)
            {
                told = clock.GetTimestamp();
                await output.WriteLineAsync(Line(rows, count, start, before));
            }
        }

        if (count > 0)
        {
            await output.WriteLineAsync(Line(rows, count, start, before));
        }
    }

    private Task<MovedBatch> ReadAsync(IMovedRows rows, string? position) => Task.Run(() => rows.Read(position, batch));

    private async Task PutBackAsync()
    {
        foreach (var (number, name) in await target.AsideAsync())
        {
            var start = clock.GetTimestamp();
            await target.PutBackAsync(number);
            if (clock.GetElapsedTime(start) >= Interval)
            {
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {name} made in {Seconds(start):N0} s"));
            }
        }
    }

    private async Task<long> CompareAsync(IReadOnlyList<IMovedRows> all)
    {
        var (differences, altered, empty, total) = (new List<string>(), new List<string>(), 0, 0L);
        foreach (var rows in all)
        {
            var reading = Task.Run(() => Sum(rows, altered));
            RowSum after;
            try
            {
                after = await target.SumAsync(rows);
            }
            finally
            {
                await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            var before = await reading;
            total += before.Count;
            if (!before.IsSameAs(after))
            {
                differences.Add($"{rows.Table}: {before} in SQLite, {after} in PostgreSQL");
            }
            else if (before.Count == 0)
            {
                empty++;
            }
            else
            {
                await output.WriteLineAsync($"  {rows.Table,-32} {before}");
            }
        }

        if (differences.Count > 0)
        {
            throw new StartupException(
                $"The databases differ: {string.Join("; ", differences)}. Somebody has written to one of them meanwhile, or a disk fails. "
                + "No admin starts on the PostgreSQL database; drop it, make it again (CREATE DATABASE onelink), and move once more.");
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {empty} tables are empty in both."));
        foreach (var line in altered)
        {
            await output.WriteLineAsync(line);
        }

        return total;
    }

    private RowSum Sum(IMovedRows rows, List<string> altered)
    {
        var sum = new RowSum();
        string? position = null;
        for (var isLast = false; !isLast;)
        {
            var next = rows.Read(position, batch);
            foreach (var row in next.Rows)
            {
                sum.Add(row);
            }

            altered.AddRange(next.Altered);
            (position, isLast) = (next.Position, next.IsLast);
        }

        return sum;
    }

    private string Line(IMovedRows rows, long count, long start, long before)
        => string.Create(CultureInfo.InvariantCulture, $"  {rows.Table,-32} {count,14:N0} rows {(count - before) / Seconds(start),12:N0} rows/s");

    private double Seconds(long start) => Math.Max(0.001, clock.GetElapsedTime(start).TotalSeconds);
}
