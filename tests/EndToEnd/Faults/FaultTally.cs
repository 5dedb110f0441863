using System.Globalization;
using System.Text;

namespace OneLink.EndToEnd.Faults;

/// <summary>Sums by kind of fault, as the table of docs/reliability.md.</summary>
internal sealed class FaultTally
{
    private readonly SortedDictionary<string, Row> _rows = new(StringComparer.Ordinal);

    public void Add(string fault, int redirected, int recorded, int cutOff, int refused, long dropped)
    {
        if (!_rows.TryGetValue(fault, out var row))
        {
            _rows[fault] = row = new Row();
        }

        row.Rounds++;
        row.Redirected += redirected;
        row.Recorded += recorded;
        row.CutOff += cutOff;
        row.Refused += refused;
        row.Dropped += dropped;
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append("| fault | rounds | redirects answered | of these recorded, once | dropped and counted | cut off by the kill | connections refused |\n");
        text.Append("|---|---|---|---|---|---|---|\n");
        foreach (var (name, row) in _rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {row.Rounds} | {row.Redirected} | {row.Recorded} | {row.Dropped} | {row.CutOff} | {row.Refused} |\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"| **all** | {_rows.Values.Sum(r => r.Rounds)} | {_rows.Values.Sum(r => r.Redirected)} | {_rows.Values.Sum(r => r.Recorded)} | {_rows.Values.Sum(r => r.Dropped)} | {_rows.Values.Sum(r => r.CutOff)} | {_rows.Values.Sum(r => r.Refused)} |\n");
        return text.ToString();
    }

    private sealed class Row
    {
        public int Rounds { get; set; }

        public long Redirected { get; set; }

        public long Recorded { get; set; }

        public long Dropped { get; set; }

        public long CutOff { get; set; }

        public long Refused { get; set; }
    }
}
