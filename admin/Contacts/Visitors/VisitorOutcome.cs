using System.Diagnostics.CodeAnalysis;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Contacts.Visitors;

/// <summary>What became of a visitor's wish: the visitor as known now, what is wrong with it, or that he has not proven who he is.</summary>
internal readonly record struct VisitorOutcome
{
    private readonly Visitor? _visitor;

    public VisitorOutcome(Visitor visitor) => _visitor = visitor;

    public VisitorOutcome(RecordErrors errors) => Errors = errors;

    public static VisitorOutcome NotProven => default;

    public RecordErrors? Errors { get; }

    public bool TryGet([NotNullWhen(true)] out Visitor? visitor)
    {
        visitor = _visitor;
        return visitor is not null;
    }
}
