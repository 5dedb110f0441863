namespace OneLink.Simulation;

/// <summary>
/// A shard of ClickHouse: takes one insert after the other at a constant rate of rows, and waits for its replica within it.
/// While it is away it refuses.
/// </summary>
internal sealed class Shard(Plan plan)
{
    private double _freeAt;

    public bool IsAway { get; set; }

    public double Rows { get; private set; }

    /// <summary>Seconds spent on inserts.</summary>
    public double Busy { get; private set; }

    /// <returns>When the rows are stored; null where it is away.</returns>
    public double? Take(double now, double rows)
    {
        if (IsAway)
        {
            return null;
        }

        var takes = plan.InsertSeconds + (rows / plan.RowsPerSecondOfAShard);
        _freeAt = Math.Max(now, _freeAt) + takes;
        Busy += takes;
        Rows += rows;
        return _freeAt;
    }
}
