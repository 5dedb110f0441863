using System.Diagnostics;

namespace OneLink.Shared.Routing;

/// <summary>The names of conditions in the API (api/links contract, "Rule conditions").</summary>
public static class ConditionNames
{
    public static string Name(this ConditionKind kind) => kind switch
    {
        ConditionKind.Country => "country",
        ConditionKind.Region => "region",
        ConditionKind.Language => "language",
        ConditionKind.Platform => "platform",
        ConditionKind.DeviceClass => "deviceClass",
        ConditionKind.OsVersion => "osVersion",
        ConditionKind.Browser => "browser",
        ConditionKind.InApp => "inApp",
        ConditionKind.Query => "query",
        ConditionKind.Address => "ip",
        ConditionKind.After => "after",
        ConditionKind.Before => "before",
        ConditionKind.Inbox => "inbox",
        _ => throw new UnreachableException(),
    };
}
