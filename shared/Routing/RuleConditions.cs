using OneLink.Shared.Feed;

namespace OneLink.Shared.Routing;

/// <summary>The compiled conditions of one rule. All must hold; read in place, without allocation.</summary>
/// <param name="bytes">What <see cref="ConditionCompiler"/> wrote.</param>
public ref struct RuleConditions(ReadOnlySpan<byte> bytes)
{
    private SectionReader _rest = new(bytes);
    private ReadOnlySpan<byte> _part;

    /// <summary>The condition that <see cref="MoveNext"/> went to.</summary>
    public ConditionKind Current { get; private set; }

    /// <summary>Whether all conditions hold for a visit; a rule without any is for everybody.</summary>
    public static bool Hold(ReadOnlySpan<byte> bytes, scoped in LinkVisit visit)
    {
        var conditions = new RuleConditions(bytes);
        while (conditions.MoveNext())
        {
            if (!conditions.CurrentHolds(visit))
            {
                return false;
            }
        }

        return true;
    }

    public bool MoveNext()
    {
        if (_rest.IsAtEnd)
        {
            return false;
        }

        Current = (ConditionKind)_rest.ReadByte();
        _part = _rest.ReadPart();
        return true;
    }

    /// <summary>Whether the present condition holds. A kind that this build does not know holds for nobody.</summary>
    public readonly bool CurrentHolds(scoped in LinkVisit visit)
    {
        var part = new SectionReader(_part);
        return Current switch
        {
            ConditionKind.Platform => IsIn(part.ReadUInt32(), (int)visit.Device.Platform),
            ConditionKind.DeviceClass => IsIn(part.ReadUInt32(), (int)visit.Device.Class),
            ConditionKind.Browser => IsIn(part.ReadUInt32(), (int)visit.Device.Browser),
            ConditionKind.InApp => IsIn(part.ReadUInt32(), (int)visit.Device.InApp),
            ConditionKind.OsVersion => HasVersion(part, visit),
            ConditionKind.Country => IsFrom(part, visit.Place.Country),
            ConditionKind.Region => IsFrom(part, visit.Place.Region),
            ConditionKind.After => visit.UnixTimeMs > part.ReadInt64(),
            ConditionKind.Before => visit.UnixTimeMs < part.ReadInt64(),
            ConditionKind.Language => Asks(part, visit.AcceptLanguage),
            ConditionKind.Address => IsAt(part, visit.RemoteAddress),
            ConditionKind.Query => HasAll(part, visit.Query),
            ConditionKind.Inbox => IsAsAsked(part, visit),
            _ => false,
        };
    }

    private static bool IsIn(uint mask, int member) => (mask & DeviceMask.Bit(member)) != 0;

    /// <summary>A version that the browser hides (0.0) lies in no range.</summary>
    private static bool HasVersion(SectionReader part, scoped in LinkVisit visit)
        => new VersionRange(part.ReadUInt16(), part.ReadUInt16()).Contains(VersionRange.Number(visit.Device.OsMajor, visit.Device.OsMinor));

    private static bool IsFrom(SectionReader part, ushort country)
    {
        while (!part.IsAtEnd)
        {
            if (part.ReadUInt16() == country)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsFrom(SectionReader part, scoped ReadOnlySpan<byte> region)
    {
        while (!part.IsAtEnd)
        {
            if (part.ReadShortString().SequenceEqual(region))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Asks(SectionReader part, scoped ReadOnlySpan<byte> acceptLanguage)
    {
        while (!part.IsAtEnd)
        {
            if (LanguagePreference.Asks(acceptLanguage, part.ReadShortString()))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAt(SectionReader part, scoped ReadOnlySpan<byte> address)
    {
        while (!part.IsAtEnd)
        {
            int length = part.ReadByte();
            if (AddressPattern.Matches(address, part.Read(length), part.Read(length)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>An inbox of which nothing is known is not open.</summary>
    private static bool IsAsAsked(SectionReader part, scoped in LinkVisit visit)
    {
        var id = (ulong)part.ReadInt64();
        bool isOpen = visit.OpenInboxes is { } inboxes && inboxes.Has(id, visit.UnixTimeMs);
        return isOpen == (part.ReadByte() != 0);
    }

    private static bool HasAll(SectionReader part, scoped ReadOnlySpan<byte> query)
    {
        while (!part.IsAtEnd)
        {
            var match = (QueryMatch)part.ReadByte();
            if (!VisitorQuery.Has(query, part.ReadString(), match, part.ReadString()))
            {
                return false;
            }
        }

        return true;
    }
}
