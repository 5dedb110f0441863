namespace OneLink.Shared.Routing;

/// <summary>One condition of a rule in the compiled link. Written into stores: never renumber.</summary>
public enum ConditionKind : byte
{
    Country = 1,
    Region = 2,
    Language = 3,
    Platform = 4,
    DeviceClass = 5,
    OsVersion = 6,
    Browser = 7,
    InApp = 8,
    Query = 9,
    Address = 10,
    After = 11,
    Before = 12,
    Inbox = 13,
}
