using System.Text;
using Google.Protobuf.Collections;
using OneLink.Shared.Feed;

namespace OneLink.Shared.Routing;

/// <summary>
/// Writes the conditions of a rule, each as a kind and a part: names become bit masks, addresses and versions numbers, so
/// that <see cref="RuleConditions"/> only compares. What costs least to look at comes first.
/// </summary>
internal static class ConditionCompiler
{
    /// <summary>Writes the conditions.</summary>
    /// <returns>False where one of them cannot be read: the document is broken.</returns>
    public static bool TryWrite(Condition condition, SectionWriter output)
        => TryWriteMask(ConditionKind.Platform, condition.Platforms, output)
            && TryWriteMask(ConditionKind.DeviceClass, condition.DeviceClasses, output)
            && TryWriteMask(ConditionKind.Browser, condition.Browsers, output)
            && TryWriteMask(ConditionKind.InApp, condition.InApps, output)
            && TryWriteVersion(condition.OsVersion, output)
            && TryWriteCountries(condition.Countries, output)
            && TryWriteStrings(ConditionKind.Region, condition.Regions, output)
            && TryWriteTime(ConditionKind.After, condition.AfterMs, output)
            && TryWriteTime(ConditionKind.Before, condition.BeforeMs, output)
            && TryWriteInbox(condition.Inbox, output)
            && TryWriteStrings(ConditionKind.Language, condition.Languages, output)
            && TryWriteAddresses(condition.Addresses, output)
            && TryWriteQuery(condition.Query, output);

    /// <summary>A country as compared: two ASCII letters, the first in the low byte.</summary>
    internal static ushort CountryNumber(string code) => (ushort)(code[0] | (code[1] << 8));

    private static bool TryWriteMask(ConditionKind kind, RepeatedField<string> names, SectionWriter output)
    {
        if (names.Count == 0)
        {
            return true;
        }

        uint mask = 0;
        foreach (string name in names)
        {
            uint one = DeviceMask.Of(kind, name);
            if (one == 0)
            {
                return false;
            }

            mask |= one;
        }

        int part = Begin(kind, output);
        output.WriteUInt32(mask);
        output.End(part);
        return true;
    }

    private static bool TryWriteVersion(string text, SectionWriter output)
    {
        if (text.Length == 0)
        {
            return true;
        }

        if (!VersionRange.TryParse(text, out VersionRange range))
        {
            return false;
        }

        int part = Begin(ConditionKind.OsVersion, output);
        output.WriteUInt16(range.First);
        output.WriteUInt16(range.Last);
        output.End(part);
        return true;
    }

    private static bool TryWriteCountries(RepeatedField<string> codes, SectionWriter output)
    {
        if (codes.Count == 0)
        {
            return true;
        }

        int part = Begin(ConditionKind.Country, output);
        foreach (string code in codes)
        {
            if (code is not [>= 'A' and <= 'Z', >= 'A' and <= 'Z'])
            {
                return false;
            }

            output.WriteUInt16(CountryNumber(code));
        }

        output.End(part);
        return true;
    }

    private static bool TryWriteStrings(ConditionKind kind, RepeatedField<string> values, SectionWriter output)
    {
        if (values.Count == 0)
        {
            return true;
        }

        int part = Begin(kind, output);
        foreach (string value in values)
        {
            if (value.Length is 0 or > byte.MaxValue || !Ascii.IsValid(value))
            {
                return false;
            }

            output.WriteShortString(value);
        }

        output.End(part);
        return true;
    }

    private static bool TryWriteAddresses(RepeatedField<string> patterns, SectionWriter output)
    {
        if (patterns.Count == 0)
        {
            return true;
        }

        int part = Begin(ConditionKind.Address, output);
        foreach (string text in patterns)
        {
            if (AddressPattern.Parse(text) is not { } pattern)
            {
                return false;
            }

            output.WriteByte((byte)pattern.Value.Length);
            output.Write(pattern.Value);
            output.Write(pattern.Mask);
        }

        output.End(part);
        return true;
    }

    private static bool TryWriteQuery(RepeatedField<QueryCondition> conditions, SectionWriter output)
    {
        if (conditions.Count == 0)
        {
            return true;
        }

        int part = Begin(ConditionKind.Query, output);
        foreach (QueryCondition condition in conditions)
        {
            if (condition.Name.Length is 0 or > ushort.MaxValue / 4 || condition.Value.Length > ushort.MaxValue / 4 || condition.Match > QueryMatch.Valueless)
            {
                return false;
            }

            output.WriteByte((byte)condition.Match);
            output.WriteString(condition.Name);
            output.WriteString(condition.Value);
        }

        output.End(part);
        return true;
    }

    private static bool TryWriteTime(ConditionKind kind, long unixTimeMs, SectionWriter output)
    {
        if (unixTimeMs != 0)
        {
            int part = Begin(kind, output);
            output.WriteInt64(unixTimeMs);
            output.End(part);
        }

        return true;
    }

    private static bool TryWriteInbox(InboxCondition? inbox, SectionWriter output)
    {
        if (inbox is null)
        {
            return true;
        }

        int part = Begin(ConditionKind.Inbox, output);
        output.WriteInt64((long)inbox.Id);
        output.WriteByte(inbox.Open ? (byte)1 : (byte)0);
        output.End(part);
        return true;
    }

    private static int Begin(ConditionKind kind, SectionWriter output)
    {
        output.WriteByte((byte)kind);
        return output.Begin();
    }
}
