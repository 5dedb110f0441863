using System.Text.Json.Nodes;
using OneLink.Admin.Json;

namespace OneLink.Admin.Accounts;

/// <summary>Feature flags of an account. Only what differs from the default is stored, so that a default can change.</summary>
internal static class AccountFeatures
{
    /// <summary>On for every account that has not switched them off.</summary>
    private static readonly string[] OnByDefault =
    [
        "agent_bots", "agent_management", "automations", "campaigns", "canned_responses", "custom_attributes",
        "inbox_management", "integrations", "labels", "macros", "team_management",
    ];

    /// <summary>The flags that are on, each with true, as the APIs show them.</summary>
    /// <param name="stored">JSON object of flags.</param>
    public static SortedDictionary<string, bool> Enabled(string stored)
    {
        var enabled = new SortedDictionary<string, bool>(StringComparer.Ordinal);
        foreach (var name in OnByDefault)
        {
            enabled[name] = true;
        }

        foreach (var (name, value) in JsonNode.Parse(stored)!.AsObject())
        {
            if (value!.GetValue<bool>())
            {
                enabled[name] = true;
            }
            else
            {
                enabled.Remove(name);
            }
        }

        return enabled;
    }

    /// <summary>Switches the given flags on or off; the others stay.</summary>
    /// <param name="stored">JSON object of flags.</param>
    /// <param name="given">By name.</param>
    /// <returns>What is to be stored.</returns>
    public static string With(string stored, IReadOnlyDictionary<string, bool> given)
    {
        var flags = AttributeObject.Parse(stored);
        foreach (var (name, isOn) in given)
        {
            if (isOn == OnByDefault.Contains(name, StringComparer.Ordinal))
            {
                flags.Remove(name);
            }
            else
            {
                flags[name] = isOn;
            }
        }

        return AttributeObject.Write(flags);
    }
}
