using System.Globalization;
using System.Text;
using OneLink.EndToEnd.Visits;

namespace OneLink.EndToEnd.Cluster;

/// <summary>Sums of all rounds, as the tables of docs/reliability.md.</summary>
internal sealed class ClusterTally
{
    private readonly SortedDictionary<string, int> _faults = new(StringComparer.Ordinal);
    private int _rounds;
    private long _changes;
    private long _askedAgain;
    private long _answered;
    private long _recorded;
    private long _cutOff;
    private long _refused;

    public void AddRound(IEnumerable<ClusterFault> faults)
    {
        _rounds++;
        foreach (var fault in faults)
        {
            _faults[fault.Name] = _faults.GetValueOrDefault(fault.Name) + 1;
        }
    }

    public void AddCounts(IReadOnlyList<LinkProgram> programs, IReadOnlyList<SteadyLoad> loads, int recorded)
    {
        _changes += programs.Sum(program => program.Acknowledged);
        _askedAgain += programs.Sum(program => program.AskedAgain);
        _answered += loads.Sum(load => load.Answered.Count);
        _cutOff += loads.Sum(load => load.Unanswered.Count);
        _refused += loads.Sum(load => load.Refused);
        _recorded += recorded;
    }

    public override string ToString()
    {
        var text = new StringBuilder("| fault | times |\n|---|---|\n");
        foreach (var (name, times) in _faults)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {times} |\n");
        }

        text.Append("\n| rounds | changes answered | calls repeated for them | taps answered | clicks recorded | cut off by a kill | connections refused |\n|---|---|---|---|---|---|---|\n");
        text.Append(CultureInfo.InvariantCulture, $"| {_rounds} | {_changes} | {_askedAgain} | {_answered} | {_recorded} | {_cutOff} | {_refused} |\n");
        return text.ToString();
    }
}
