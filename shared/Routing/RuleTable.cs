using OneLink.Shared.Feed;

namespace OneLink.Shared.Routing;

/// <summary>Rules and variants of a compiled link, read in place.</summary>
public readonly ref struct RuleTable
{
    private readonly ReadOnlySpan<byte> _rules;
    private readonly VariantList _variants;
    private readonly long _variantsFromMs;
    private readonly long _variantsUntilMs;

    internal RuleTable(ReadOnlySpan<byte> section)
    {
        if (section.IsEmpty)
        {
            return;
        }

        var reader = new SectionReader(section);
        _variantsFromMs = reader.ReadInt64();
        _variantsUntilMs = reader.ReadInt64();
        _variants = new VariantList(reader.ReadPart());
        _rules = reader.Rest;
    }

    /// <summary>All rules, in order.</summary>
    public Enumerator GetEnumerator() => new(_rules);

    /// <summary>The first rule whose conditions all hold; default where none does.</summary>
    public LinkRule RuleFor(scoped in LinkVisit visit)
    {
        foreach (LinkRule rule in this)
        {
            if (RuleConditions.Hold(rule.Conditions, visit))
            {
                return rule;
            }
        }

        return default;
    }

    /// <summary>The visitor's variant: of the rule's own where it has some, else of the link's; none outside their time.</summary>
    public LinkVariant VariantFor(ulong linkId, LinkRule rule, scoped in LinkVisit visit)
    {
        bool isTime = visit.UnixTimeMs >= _variantsFromMs && (_variantsUntilMs == 0 || visit.UnixTimeMs < _variantsUntilMs);
        VariantList variants = rule.Variants.IsEmpty ? _variants : rule.Variants;
        return isTime ? variants.Of(linkId, visit.RemoteAddress, visit.UserAgent) : default;
    }

    /// <summary>Writes the section of a document's rules and variants.</summary>
    /// <returns>False where a condition cannot be read: the document is broken.</returns>
    internal static bool TryWrite(LinkDocument document, SectionWriter output)
    {
        output.WriteInt64(document.VariantsFromMs);
        output.WriteInt64(document.VariantsUntilMs);
        int variants = output.Begin();
        VariantList.Write(document.Variants, output);
        output.End(variants);
        foreach (Rule rule in document.Rules)
        {
            int part = output.Begin();
            output.WriteShortString(rule.Name);
            int conditions = output.Begin();
            if (!ConditionCompiler.TryWrite(rule.When ?? new Condition(), output))
            {
                return false;
            }

            output.End(conditions);
            int outcome = output.Begin();
            LinkOutcome.Write(rule.Then, output);
            output.End(outcome);
            VariantList.Write(rule.Variants, output);
            output.End(part);
        }

        return true;
    }

    /// <summary>Goes through the rules.</summary>
    public ref struct Enumerator
    {
        private SectionReader _rest;

        internal Enumerator(ReadOnlySpan<byte> rules) => _rest = new SectionReader(rules);

        public LinkRule Current { get; private set; }

        public bool MoveNext()
        {
            if (_rest.IsAtEnd)
            {
                return false;
            }

            Current = new LinkRule(_rest.ReadPart());
            return true;
        }
    }
}
