using System.Diagnostics.CodeAnalysis;

namespace OneLink.Admin.Validation;

/// <summary>What became of a wish to store a record: the record as it is now, why nothing changed, or that it is not there.</summary>
internal readonly record struct RecordOutcome<T>
    where T : class
{
    private readonly T? _record;

    public RecordOutcome(T record) => _record = record;

    public RecordOutcome(RecordErrors errors) => Errors = errors;

    public static RecordOutcome<T> NotThere => default;

    public RecordErrors? Errors { get; }

    public bool IsNotThere => _record is null && Errors is null;

    public bool TryGet([NotNullWhen(true)] out T? record)
    {
        record = _record;
        return record is not null;
    }
}
