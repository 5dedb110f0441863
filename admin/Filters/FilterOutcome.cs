using System.Diagnostics.CodeAnalysis;

namespace OneLink.Admin.Filters;

/// <summary>A condition, or why a filter has none, in the words that clients know.</summary>
internal readonly record struct FilterOutcome
{
    private readonly FilterCondition? _condition;
    private readonly string? _error;

    public FilterOutcome(FilterCondition condition) => _condition = condition;

    public FilterOutcome(string error) => _error = error;

    public bool TryGet([NotNullWhen(true)] out FilterCondition? condition, [NotNullWhen(false)] out string? error)
    {
        (condition, error) = (_condition, _error);
        return condition is not null;
    }
}
