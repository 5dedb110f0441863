namespace OneLink.Shared.Devices;

/// <summary>Form factor. Persisted: never renumber.</summary>
public enum DeviceClass : byte
{
    Other = 0,
    Mobile = 1,
    Tablet = 2,
    Desktop = 3,
    Tv = 4,
}
