using System.Runtime.InteropServices;

namespace Flexportal.Sealing.Keys.Pkcs11;

/// <summary>
/// The few functions of PKCS#11 2.40 that signing needs, found through C_GetFunctionList. Structures as on Unix, where CK_ULONG is as wide as a pointer and
/// nothing is packed.
/// </summary>
internal sealed class Cryptoki
{
    public const uint Ok = 0;
    public const uint AlreadyInitialised = 0x191;
    public const uint AlreadyLoggedIn = 0x100;
    private const int OsLocking = 2;

    private readonly Dictionary<string, Delegate> functions = new(StringComparer.Ordinal);
    private readonly nint list;

    private Cryptoki(nint list) => this.list = list;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate nuint GetFunctionList(out nint list);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate nuint Initialise(ref InitialiseArguments arguments);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate nuint GetSlotList(byte tokenPresent, [Out] nuint[]? slots, ref nuint count);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate nuint GetTokenInfo(nuint slot, [Out] byte[] info);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate nuint OpenSession(nuint slot, nuint flags, nint application, nint notify, out nuint session);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate nuint CloseSession(nuint session);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate nuint Login(nuint session, nuint user, byte[] pin, nuint length);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate nuint FindObjectsInit(nuint session, [In] AttributeValue[] template, nuint count);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate nuint FindObjects(nuint session, [Out] nuint[] objects, nuint most, out nuint count);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate nuint FindObjectsFinal(nuint session);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate nuint SignInit(nuint session, ref Mechanism mechanism, nuint key);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate nuint Sign(nuint session, byte[] data, nuint length, [Out] byte[] signature, ref nuint signatureLength);

    /// <summary>Places in CK_FUNCTION_LIST behind the version.</summary>
    internal enum Place
    {
        Initialise = 0,
        GetSlotList = 4,
        GetTokenInfo = 6,
        OpenSession = 12,
        CloseSession = 13,
        Login = 18,
        FindObjectsInit = 26,
        FindObjects = 27,
        FindObjectsFinal = 28,
        SignInit = 42,
        Sign = 43,
    }

    /// <exception cref="SealKeyException">The library cannot be loaded or initialised.</exception>
    public static Cryptoki Load(string library)
    {
        if (OperatingSystem.IsWindows()) throw new SealKeyException("PKCS#11 keys are supported on Unix only.");
        try
        {
            var handle = NativeLibrary.Load(library);
            var entry = Marshal.GetDelegateForFunctionPointer<GetFunctionList>(NativeLibrary.GetExport(handle, "C_GetFunctionList"));
            Demand(entry(out var list), "C_GetFunctionList");
            var cryptoki = new Cryptoki(list);
            var arguments = new InitialiseArguments { Flags = OsLocking };
            var answer = cryptoki.Get<Initialise>(Place.Initialise)(ref arguments);
            if (answer != AlreadyInitialised) Demand(answer, "C_Initialize");
            return cryptoki;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            throw new SealKeyException($"The PKCS#11 library '{library}' cannot be loaded.", e);
        }
    }

    public static void Demand(nuint answer, string function)
    {
        if (answer != Ok) throw new SealKeyException($"{function} of the PKCS#11 library answered 0x{(ulong)answer:X}.");
    }

    public T Get<T>(Place place)
        where T : Delegate
    {
        lock (functions)
        {
            if (functions.TryGetValue(typeof(T).Name, out var known)) return (T)known;
            // The version takes two bytes and is padded to a pointer.
            var function = Marshal.GetDelegateForFunctionPointer<T>(Marshal.ReadIntPtr(list, nint.Size * (1 + (int)place)));
            functions[typeof(T).Name] = function;
            return function;
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct InitialiseArguments
    {
        public nint CreateMutex;
        public nint DestroyMutex;
        public nint LockMutex;
        public nint UnlockMutex;
        public nuint Flags;
        public nint Reserved;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct Mechanism
    {
        public nuint Kind;
        public nint Parameter;
        public nuint Length;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct AttributeValue
    {
        public nuint Kind;
        public nint Value;
        public nuint Length;
    }
}
